package dev.drawdown.manualchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// G1, G2: grants and adjustments over HTTP.
class ManualChangeFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final WalletId ANNA = WalletId.of(new AccountId("anna"));

  private final InMemoryStore store = new InMemoryStore();
  private Instant clock = NOW;

  @Test
  void a_grant_is_a_promotional_bucket_and_names_its_actor() {
    Reply reply = Call.sample("grant").on(function());

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("grant.id")).isEqualTo("ticket-4711");
    assertThat(reply.at("grant.credits")).isEqualTo(50);
    assertThat(reply.at("grant.reason")).isEqualTo("sorry for the outage");
    assertThat(reply.at("grant.expiresAt")).isEqualTo("2026-12-31T00:00:00Z");
    assertThat(reply.at("grant.actor")).isEqualTo("support-desk");
    assertThat(reply.at("grant.at")).isEqualTo("2026-11-20T10:15:30Z");
    assertThat(reply.at("grant.postings.0"))
        .isEqualTo(Map.of("bucket", "promotional-1", "kind", "promotional", "change", 50));
    assertThat(reply.at("balance.total")).isEqualTo(100);
    assertThat(entries()).hasSize(1);
    assertThat(entries().getFirst().cause().actor()).contains("support-desk");
  }

  @Test
  void the_same_key_again_grants_nothing_and_says_so() {
    Reply first = Call.sample("grant").on(function());
    clock = NOW.plus(Duration.ofDays(60));

    Reply again = Call.sample("grant").token("somebody-else", "credits/manage").on(function());

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(again.at("grant")).isEqualTo(first.at("grant"));
    assertThat(again.at("balance.total")).isEqualTo(50);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void a_used_key_is_refused_for_another_change() {
    Call.sample("grant").on(function());

    Reply other = grant("{\"credits\":51,\"reason\":\"sorry for the outage\"}");
    Reply adjustment = Call.sample("adjustment").key("ticket-4711").on(function());

    for (Reply reply : List.of(other, adjustment)) {
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.at("code")).isEqualTo("key-reused");
    }
    assertThat(entries()).hasSize(1);
  }

  @Test
  void an_adjustment_shows_the_credits_that_it_took() {
    Reply reply = Call.sample("adjustment").on(function());

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("adjustment.credits")).isEqualTo(-80);
    assertThat(reply.at("adjustment.change")).isEqualTo(-50);
    assertThat(reply.at("adjustment.postings.0.kind")).isEqualTo("plan");
    assertThat(reply.at("balance.total")).isEqualTo(0);
  }

  @Test
  void an_adjustment_up_fills_a_promotional_bucket() {
    Reply reply =
        Call.sample("adjustment")
            .body("{\"credits\":7,\"reason\":\"counted wrongly\"}")
            .on(function());

    assertThat(reply.at("adjustment.change")).isEqualTo(7);
    assertThat(reply.at("balance.buckets.1.kind")).isEqualTo("promotional");
    assertThat(entries().getFirst().kind().label()).isEqualTo("adjustment");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"reason\":\"r\"}                                                     | credits",
        "{\"credits\":0,\"reason\":\"r\"}                                       | credits",
        "{\"credits\":-1,\"reason\":\"r\"}                                      | credits",
        "{\"credits\":1.5,\"reason\":\"r\"}                                     | credits",
        "{\"credits\":\"5\",\"reason\":\"r\"}                                   | credits",
        "{\"credits\":10000000000000,\"reason\":\"r\"}                          | credits",
        "{\"credits\":5}                                                        | reason",
        "{\"credits\":5,\"reason\":\" \"}                                       | reason",
        "{\"credits\":5,\"reason\":\"a\\nb\"}                                   | reason",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"2026-11-19T10:15:30Z\"}  | expiresAt",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"2026-11-20T10:15:30Z\"}  | expiresAt",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"+10000-01-01T00:00:00Z\"} | expiresAt",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"2027-02-30T00:00:00Z\"}  | expiresAt",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"tomorrow\"}              | expiresAt",
        "{\"credits\":5,\"reason\":\"r\",\"until\":1}                           | until",
      })
  void a_malformed_grant_is_refused_by_naming_its_field(String body, String field) {
    Reply reply = grant(body);

    assertRefused(reply, field);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"credits\":0,\"reason\":\"r\"}                                      | credits",
        "{\"credits\":-10000000000000,\"reason\":\"r\"}                        | credits",
        "{\"credits\":0.5,\"reason\":\"r\"}                                    | credits",
        "{\"credits\":-5}                                                      | reason",
        "{\"credits\":5,\"reason\":\"r\",\"expiresAt\":\"2027-01-01T00:00:00Z\"} | expiresAt",
      })
  void a_malformed_adjustment_is_refused_by_naming_its_field(String body, String field) {
    Reply reply = Call.sample("adjustment").body(body).on(function());

    assertRefused(reply, field);
  }

  @Test
  void a_key_is_required() {
    assertRefused(Call.sample("grant").key(null).on(function()), "Idempotency-Key");
    assertRefused(Call.sample("adjustment").key("a b").on(function()), "Idempotency-Key");
  }

  @Test
  void an_eleventh_expiry_is_refused_with_a_remedy() {
    for (int day = 1; day <= 10; day++) {
      Call.sample("grant").key("g" + day).body(expiring(day)).on(function());
    }

    Reply reply = Call.sample("grant").key("g11").body(expiring(11)).on(function());

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.at("code")).isEqualTo("too-many-expiries");
    assertThat(reply.at("detail"))
        .isEqualTo(
            "The account has granted credits with 10 expiry times."
                + " Use one of these times, or no expiry.");
  }

  @Test
  void only_the_manage_scope_may_change_balances() {
    for (String sample : List.of("grant", "adjustment")) {
      for (String scope : List.of("credits/charge", "credits/read", "credits/session")) {
        assertThat(Call.sample(sample).token("anna", scope).on(function()).status()).isEqualTo(403);
      }
      assertThat(Call.sample(sample).anonymous().on(function()).status()).isEqualTo(401);
    }
    assertThat(store.isEmpty()).isTrue();
  }

  private Reply grant(String body) {
    return Call.sample("grant").body(body).on(function());
  }

  private static String expiring(int day) {
    return "{\"credits\":1,\"reason\":\"r\",\"expiresAt\":\"2027-01-%02dT00:00:00Z\"}"
        .formatted(day);
  }

  private void assertRefused(Reply reply, String field) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(store.isEmpty()).isTrue();
  }

  private List<Entry> entries() {
    return store.entriesAfter(ANNA, 0, 100);
  }

  private ManualChangeFunction function() {
    return new ManualChangeFunction(
        new Ports(Catalogs.shipped("assistant-coach"), store, () -> clock));
  }
}
