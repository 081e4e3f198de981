package dev.drawdown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final AccountId ANNA = new AccountId("anna");

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_refund_names_the_restored_credits() {
    make("draft-1001", 5, Optional.empty(), NOW);

    Reply reply = Call.sample("refund").on(at(NOW));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("charge.status")).isEqualTo("refunded");
    assertThat(reply.at("charge.cost")).isEqualTo(5);
    assertThat(reply.at("restored")).isEqualTo(5);
    assertThat(reply.at("expired")).isEqualTo(0);
    assertThat(reply.at("balance.total")).isEqualTo(50);
  }

  @Test
  void a_second_refund_answers_the_same() {
    make("draft-1001", 5, Optional.empty(), NOW);
    Reply first = Call.sample("refund").on(at(NOW));

    Reply again = Call.sample("refund").body("{\"reason\":\"once more\"}").on(at(NOW));

    assertThat(again).isEqualTo(first);
  }

  @Test
  void credits_of_last_months_allowance_expire_with_the_refund() {
    make("draft-1001", 5, Optional.empty(), NOW);

    Reply reply = Call.sample("refund").on(at(Instant.parse("2026-12-01T00:00:00Z")));

    assertThat(reply.at("restored")).isEqualTo(0);
    assertThat(reply.at("expired")).isEqualTo(5);
    assertThat(reply.at("balance.total")).isEqualTo(50);
  }

  @Test
  void refunding_an_open_hold_releases_it() {
    make("draft-1001", 5, Optional.of(Duration.ofMinutes(15)), NOW);

    Reply reply = Call.sample("refund").on(at(NOW));

    assertThat(reply.at("charge.status")).isEqualTo("released");
    assertThat(reply.at("restored")).isEqualTo(5);
    assertThat(reply.at("balance.held")).isEqualTo(0);
  }

  @Test
  void a_release_of_an_expired_hold_answers_with_the_credits_of_the_expiry() {
    make("draft-1001", 5, Optional.of(Duration.ofMinutes(15)), NOW);
    Instant later = NOW.plus(Duration.ofHours(1));

    Reply due = Call.sample("refund").on(at(later));
    make("another", 1, Optional.empty(), later);
    Reply written = Call.sample("refund").on(at(later));

    assertThat(due.status()).isEqualTo(200);
    assertThat(due.at("charge.status")).isEqualTo("expired");
    assertThat(due.at("restored")).isEqualTo(5);
    assertThat(due.at("balance.total")).isEqualTo(50);
    assertThat(written.at("charge.status")).isEqualTo("expired");
    assertThat(written.at("restored")).isEqualTo(5);
    assertThat(written.at("balance.total")).isEqualTo(49);
  }

  @Test
  void an_unknown_charge_is_refused() {
    Reply reply = Call.sample("refund").on(at(NOW));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("code")).isEqualTo("unknown-charge");
  }

  @Test
  void another_accounts_charge_is_unknown() {
    make("draft-1001", 5, Optional.empty(), NOW);

    Reply reply = Call.sample("refund").account("bea").on(at(NOW));

    assertThat(reply.at("code")).isEqualTo("unknown-charge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "7", "\"a\\u0000b\"", "[]"})
  void a_malformed_reason_is_refused(String reason) {
    Reply reply = Call.sample("refund").body("{\"reason\":" + reason + "}").on(at(NOW));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("reason");
  }

  private RefundFunction at(Instant now) {
    return new RefundFunction(new Ports(Catalogs.shipped("assistant-coach"), store, () -> now));
  }

  private void make(String key, int quantity, Optional<Duration> hold, Instant now) {
    ChargeRequest request =
        new ChargeRequest(new ActionId("checkin.draft"), Optional.empty(), quantity, hold);
    ChargeId id = new ChargeId(key);
    Situation found = store.load(ANNA, Optional.of(id), Optional.empty());
    store.commitAll(
        Rules.of(Catalogs.shipped("assistant-coach"))
            .charging()
            .charge(id, request, found, now)
            .commits());
  }
}
