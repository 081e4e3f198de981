package dev.drawdown.charge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// P6, P7: over HTTP, what an account may spend if its plan is unpaid or has ended.
class SuspendedChargeTest {
  private static final String LETTER = "{\"action\":\"letter.generate\",\"document\":\"d-1\"}";
  private static final String HELD =
      "{\"action\":\"letter.generate\",\"document\":\"d-1\",\"hold\":{}}";
  private static final String SYNC = "{\"action\":\"website.sync\"}";
  private static final Duration GRACE = Duration.ofDays(14);

  @Test
  void charges_and_holds_work_in_grace() {
    Subscriber anna = Subscriber.to("outsmart", "solo").inGrace();

    Reply held = charge(anna, HELD);
    Reply charged = charge(anna, LETTER.replace("d-1", "d-2"));

    assertThat(held.status()).isEqualTo(201);
    assertThat(held.at("charge.status")).isEqualTo("held");
    assertThat(charged.status()).isEqualTo(201);
    assertThat(charged.at("balance.standing")).isEqualTo("grace");
    assertThat(charged.at("balance.total")).isEqualTo(108);
  }

  @Test
  void after_grace_the_next_charge_is_refused_with_or_without_a_reported_failure() {
    Subscriber inGrace = Subscriber.to("outsmart", "solo").inGrace();
    Subscriber silent = Subscriber.to("outsmart", "solo");

    for (Subscriber anna : List.of(inGrace, silent)) {
      anna.at(Subscriber.END.plus(GRACE).minusMillis(1));
      assertThat(charge(anna, LETTER).status()).isEqualTo(201);
      anna.at(Subscriber.END.plus(GRACE));
      assertThat(charge(anna, LETTER.replace("d-1", "d-2")).at("code"))
          .isEqualTo("payment-required");
    }
  }

  @Test
  void outsmart_spends_nothing_while_suspended_not_even_packs_and_starter_credits() {
    Subscriber anna = Subscriber.to("outsmart", "solo").bought("pack-50").suspended();

    Reply charged = charge(anna, LETTER);
    Reply held = charge(anna, HELD);

    assertThat(charged.text())
        .isEqualTo(
            """
            {"type":"urn:drawdown:problem:payment-required",\
            "title":"A payment for the plan is missing","status":402,\
            "detail":"The plan is not paid for. After a payment, credits can be used again.",\
            "code":"payment-required","cost":1,\
            "balance":{"account":"anna","standing":"suspended","total":0,"held":0,\
            "buckets":[\
            {"id":"starter-6","kind":"starter","remaining":10,"granted":10},\
            {"id":"top-up-2","kind":"top-up","remaining":50,"granted":50},\
            {"id":"plan-1","kind":"plan","remaining":100,"granted":100,\
            "expiresAt":"2026-12-20T00:00:00Z","frozen":true}],\
            "usage":{"used":0,"granted":10,"percent":0,"level":"ok"},"version":5},\
            "actions":[{"type":"update-payment-method",\
            "href":"https://outsmart.example.com/subscriptions/payment-method"}]}\
            """);
    assertThat(held.status()).isEqualTo(402);
    assertThat(held.at("code")).isEqualTo("payment-required");
  }

  @Test
  void free_actions_and_documents_paid_for_before_run_while_suspended() {
    Subscriber anna = Subscriber.to("outsmart", "solo");
    charge(anna, LETTER);
    anna.suspended();

    assertThat(charge(anna, "{\"action\":\"ask\"}").status()).isEqualTo(201);
    Reply again = Call.sample("charge").key("again").body(LETTER).on(function(anna));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("note.used")).isEqualTo(0);
  }

  @Test
  void ai_employee_spends_its_packs_while_suspended_and_nothing_else() {
    Subscriber anna = Subscriber.to("ai-employee", "starter").bought("pack-250").suspended();

    Reply charged = charge(anna, SYNC);
    Reply more = charge(anna, "{\"action\":\"website.sync\",\"quantity\":10}");

    assertThat(charged.status()).isEqualTo(201);
    assertThat(charged.at("charge.draws"))
        .isEqualTo(List.of(Map.of("bucket", "top-up-2", "kind", "top-up", "credits", 25)));
    assertThat(charged.at("balance.total")).isEqualTo(225);
    assertThat(more.status()).isEqualTo(402);
    assertThat(more.at("code")).isEqualTo("payment-required");
    assertThat(more.at("cost")).isEqualTo(250);
    assertThat(types(more)).containsExactly("update-payment-method", "top-up");
  }

  @Test
  void ai_employee_may_hold_from_its_packs_while_suspended() {
    Subscriber anna = Subscriber.to("ai-employee", "starter").bought("pack-250").suspended();

    Reply held = charge(anna, "{\"action\":\"website.sync\",\"hold\":{}}");

    assertThat(held.at("charge.status")).isEqualTo("held");
    assertThat(held.at("charge.draws.0.kind")).isEqualTo("top-up");
    assertThat(held.at("balance.held")).isEqualTo(25);
  }

  @Test
  void a_payment_restores_all_credits_and_the_same_key_works() {
    for (List<String> product :
        List.of(List.of("outsmart", "solo", LETTER), List.of("ai-employee", "starter", SYNC))) {
      Subscriber anna = Subscriber.to(product.get(0), product.get(1)).suspended();
      assertThat(charge(anna, product.get(2)).status()).isEqualTo(402);

      anna.at(Subscriber.END.plus(GRACE)).renewed(product.get(1));

      Reply charged = charge(anna, product.get(2));
      assertThat(charged.status()).isEqualTo(201);
      assertThat(charged.at("charge.draws.0.kind")).isEqualTo("plan");
      assertThat(charged.at("balance.standing")).isEqualTo("active");
    }
  }

  @Test
  void after_the_end_of_the_subscription_refusals_offer_a_plan() {
    Subscriber anna = Subscriber.to("outsmart", "solo").suspended().ended();

    Reply starter = charge(anna, LETTER);
    Reply refused =
        charge(anna, "{\"action\":\"lab.analyze\",\"document\":\"d-1\",\"quantity\":10}");

    assertThat(starter.at("charge.draws.0.kind")).isEqualTo("starter");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.at("code")).isEqualTo("out-of-credits");
    assertThat(refused.at("balance.standing")).isEqualTo("active");
    assertThat(refused.at("balance.plan")).isNull();
    assertThat(types(refused)).containsExactly("choose-plan");
  }

  @Test
  void after_the_end_of_the_subscription_packs_work_and_can_be_bought_without_a_plan() {
    Subscriber anna =
        Subscriber.to("ai-employee", "starter").bought("pack-250").suspended().ended();

    Reply charged = charge(anna, "{\"action\":\"website.sync\",\"quantity\":10}");
    Reply refused = charge(anna, SYNC);

    assertThat(charged.at("charge.draws.0.kind")).isEqualTo("top-up");
    assertThat(refused.at("code")).isEqualTo("out-of-credits");
    assertThat(types(refused)).containsExactly("top-up", "choose-plan");
  }

  /// Sends each body under its own key, and the same body under the same key.
  private static Reply charge(Subscriber anna, String body) {
    String key = "key-" + Integer.toHexString(body.hashCode());
    return Call.sample("charge").key(key).body(body).on(function(anna));
  }

  private static ChargeFunction function(Subscriber anna) {
    return new ChargeFunction(anna.ports());
  }

  private static List<Object> types(Reply refused) {
    List<?> actions = (List<?>) refused.body().get("actions");
    return actions.stream().<Object>map(action -> ((Map<?, ?>) action).get("type")).toList();
  }
}
