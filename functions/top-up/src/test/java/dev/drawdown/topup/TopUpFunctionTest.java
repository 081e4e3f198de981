package dev.drawdown.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.ToppingUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopUpFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final AccountId ANNA = new AccountId("anna");

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_paid_pack_is_credited_as_a_bucket_of_its_own() {
    Reply reply = Call.sample("top-up").on(function("ai-employee"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("payment")).isEqualTo("pi_3PqTopUpAnna");
    assertThat(reply.at("pack")).isEqualTo("pack-250");
    assertThat(reply.at("bucket"))
        .isEqualTo(Map.of("id", "top-up-1", "kind", "top-up", "remaining", 250, "granted", 250));
    assertThat(reply.at("balance.account")).isEqualTo("anna");
    assertThat(reply.at("balance.version")).isEqualTo(1);
    assertThat(reply.headers()).doesNotContainKey("Idempotent-Replayed");
  }

  @Test
  void the_same_payment_again_credits_nothing_and_says_so() {
    Call.sample("top-up").on(function("ai-employee"));
    spend("ai-employee", 120);

    Reply again = Call.sample("top-up").on(function("ai-employee"));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(again.at("bucket.granted")).isEqualTo(250);
    assertThat(again.at("bucket.remaining")).isEqualTo(230);
    assertThat(again.at("balance.total")).isEqualTo(230);
  }

  @Test
  void a_used_up_pack_can_still_be_read() {
    Call.sample("top-up").on(function("ai-employee"));
    spend("ai-employee", 350);

    Reply again = Call.sample("top-up").on(function("ai-employee"));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("bucket.remaining")).isEqualTo(0);
    assertThat(again.at("bucket.granted")).isEqualTo(250);
  }

  @Test
  void another_payment_credits_another_pack() {
    Call.sample("top-up").on(function("ai-employee"));

    Reply second = paid("pack-1000", "pi_2").on(function("ai-employee"));

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.at("bucket.id")).isEqualTo("top-up-2");
    assertThat(second.at("bucket.granted")).isEqualTo(1_000);
  }

  @Test
  void a_payment_counts_for_one_account_and_one_pack_only() {
    Call.sample("top-up").on(function("ai-employee"));

    Reply account = Call.sample("top-up").account("bea").on(function("ai-employee"));
    Reply pack = paid("pack-1000", "pi_3PqTopUpAnna").on(function("ai-employee"));

    for (Reply reply : List.of(account, pack)) {
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.at("code")).isEqualTo("key-reused");
      assertThat(reply.text()).doesNotContain("anna");
    }
    assertThat(version(new AccountId("bea"))).isZero();
    assertThat(version(ANNA)).isEqualTo(1);
  }

  @Test
  void a_payment_with_an_earlier_refund_credits_the_rest_of_its_pack() {
    PaymentId payment = new PaymentId("pi_3PqTopUpAnna");
    Reversal half = Reversal.taking(new ReversalId("re_1"), 1_450);
    store.commitAll(
        Rules.of(Catalogs.shipped("ai-employee"))
            .reversing()
            .reverse(payment, half, store.reversal(payment), NOW)
            .commits());

    Reply reply = Call.sample("top-up").on(function("ai-employee"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("bucket.remaining")).isEqualTo(125);
    assertThat(reply.at("bucket.granted")).isEqualTo(250);
  }

  /// U3: without a price in the catalog, the rest of the pack can't be computed.
  @Test
  void a_payment_of_unknown_amount_with_an_earlier_refund_is_refused() {
    Catalog unpriced =
        Catalogs.read(
            """
            {"product": "notes", "actions": [{"id": "note", "name": "Note", "cost": 1}],
             "packs": [{"id": "pack-50", "name": "50 credits", "credits": 50}]}
            """);
    PaymentId payment = new PaymentId("pi_1");
    Reversal refund = Reversal.taking(new ReversalId("re_1"), 1_450);
    store.commitAll(
        Rules.of(unpriced)
            .reversing()
            .reverse(payment, refund, store.reversal(payment), NOW)
            .commits());

    Reply reply =
        paid("pack-50", "pi_1").on(new TopUpFunction(new Ports(unpriced, store, () -> NOW)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("payment");
    assertThat(version(ANNA)).isZero();
  }

  @Test
  void a_pack_that_is_not_sold_is_unknown() {
    Reply reply = paid("pack-7", "pi_1").on(function("ai-employee"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("code")).isEqualTo("unknown-pack");
    assertThat(reply.at("detail")).isEqualTo("There is no pack pack-7.");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void packs_for_plan_holders_are_refused_to_others_with_the_way_to_subscribe() {
    Reply reply = paid("pack-50", "pi_1").on(function("outsmart"));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.at("code")).isEqualTo("plan-required");
    assertThat(reply.at("balance.total")).isEqualTo(10);
    assertThat(reply.at("actions.0.type")).isEqualTo("choose-plan");
    assertThat(reply.at("actions.0.href"))
        .isEqualTo(Catalogs.shipped("outsmart").links().choosePlan().orElseThrow().toString());
    assertThat(reply.at("actions.1")).isNull();
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void plan_holders_buy_packs_and_a_refused_payment_stays_unused() {
    paid("pack-50", "pi_1").on(function("outsmart"));
    subscribe();

    Reply reply = paid("pack-50", "pi_1").on(function("outsmart"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("balance.plan.id")).isEqualTo("solo");
  }

  @Test
  void one_pack_more_than_the_limit_is_refused_and_its_payment_is_not_used_up() {
    for (int number = 1; number <= ToppingUp.MAX_PACKS; number++) {
      paid("pack-250", "pi_" + number).on(function("ai-employee"));
    }

    Reply refused = paid("pack-250", "pi_new").on(function("ai-employee"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("code")).isEqualTo("too-many-packs");
    assertThat(refused.at("detail"))
        .isEqualTo("The account has 500 packs that aren't used up. Nothing was credited.");
    assertThat(version(ANNA)).isEqualTo(ToppingUp.MAX_PACKS);
    spend("ai-employee", 350);
    assertThat(paid("pack-250", "pi_new").on(function("ai-employee")).status()).isEqualTo(201);
  }

  @Test
  void only_the_manage_scope_may_top_up() {
    Reply charging = Call.sample("top-up").token("anna", "credits/charge").on(function("outsmart"));
    Reply nobody = Call.sample("top-up").anonymous().on(function("outsmart"));

    assertThat(charging.status()).isEqualTo(403);
    assertThat(nobody.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                         | pack",
        "{\"pack\":\"pack-250\"}                    | payment",
        "{\"pack\":\"pack 250\",\"payment\":\"p\"}  | pack",
        "{\"pack\":\"pack-250\",\"payment\":\"\"}   | payment",
        "{\"pack\":250,\"payment\":\"p\"}           | pack",
        "{\"pack\":\"p\",\"payment\":\"p\",\"n\":1} | n",
        "[]                                         | body",
      })
  void a_malformed_body_is_refused_by_naming_its_field(String body, String field) {
    Reply reply = Call.sample("top-up").body(body).on(function("ai-employee"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "an na", "a#b"})
  void a_malformed_account_is_refused(String account) {
    Reply reply = Call.sample("top-up").account(account).on(function("ai-employee"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("account");
  }

  private TopUpFunction function(String product) {
    return new TopUpFunction(new Ports(Catalogs.shipped(product), store, () -> NOW));
  }

  private static Call paid(String pack, String payment) {
    return Call.sample("top-up")
        .body("{\"pack\":\"%s\",\"payment\":\"%s\"}".formatted(pack, payment));
  }

  /// The trial's 100 credits come first.
  private void spend(String product, int quantity) {
    ChargeId key = new ChargeId("spent");
    ChargeRequest request =
        new ChargeRequest(new ActionId("reply"), Optional.empty(), quantity, Optional.empty());
    store.commitAll(
        Rules.of(Catalogs.shipped(product))
            .charging()
            .charge(key, request, store.load(ANNA, Optional.of(key), Optional.empty()), NOW)
            .commits());
  }

  private void subscribe() {
    Catalog catalog = Catalogs.shipped("outsmart");
    Statement paid = Facts.paid("sub_1", "solo", NOW, NOW.plus(Duration.ofDays(30)));
    List<Fact> facts = List.of(paid.fact(ANNA, catalog));
    store.commitAll(
        Rules.of(catalog)
            .renewing()
            .apply(facts, store.renewal(paid.subscription(), facts), NOW)
            .commits());
  }

  private long version(AccountId account) {
    return store.load(account, Optional.empty(), Optional.empty()).wallet().version();
  }
}
