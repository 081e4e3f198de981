package dev.drawdown.capture;

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
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final AccountId ANNA = new AccountId("anna");

  private final InMemoryStore store = new InMemoryStore();
  private final Ports ports = portsAt(NOW);
  private final CaptureFunction function = new CaptureFunction(ports);

  @Test
  void a_capture_is_answered_like_a_charge() {
    hold("draft-1001", 5);

    Reply reply = Call.sample("capture").body("{\"credits\":3}").on(function);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("charge.status")).isEqualTo("captured");
    assertThat(reply.at("charge.cost")).isEqualTo(3);
    assertThat(reply.at("charge.draws.0.credits")).isEqualTo(3);
    assertThat(reply.at("charge.expiresAt")).isNull();
    assertThat(reply.at("balance.total")).isEqualTo(47);
    assertThat(reply.at("balance.held")).isEqualTo(0);
    assertThat(reply.at("note.text")).isEqualTo("3 credits used, 47 left.");
  }

  @Test
  void an_empty_body_captures_all_that_is_held() {
    hold("draft-1001", 5);

    Reply reply = Call.sample("capture").body(null).on(function);

    assertThat(reply.at("charge.cost")).isEqualTo(5);
  }

  @Test
  void the_same_capture_again_changes_nothing() {
    hold("draft-1001", 5);
    Reply first = Call.sample("capture").body("{\"credits\":3}").on(function);

    Reply again = Call.sample("capture").body("{\"credits\":3}").on(function);

    assertThat(again).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "never made,      ,                   404, unknown-charge",
    "charged,         ,                   409, not-a-hold",
    "released,        ,                   409, hold-released",
    "expired,         ,                   409, hold-expired",
    "captured,        '{\"credits\":4}',  409, already-captured",
    "captured,        '{\"credits\":6}',  409, already-captured",
    "captured then refunded, '{\"credits\":5}',  409, already-captured",
    "charged then refunded,,              409, not-a-hold",
    "held,            '{\"credits\":6}',  422, capture-exceeds-hold",
    "held,            '{\"credits\":-1}', 400, invalid-request",
    "held,            '{\"credits\":1.5}',400, invalid-request",
    "held,            '{\"amount\":1}',   400, invalid-request",
  })
  void a_capture_that_cannot_be_is_refused(String given, String body, int status, String code) {
    given(given);
    long before = version();

    Reply reply = Call.sample("capture").body(body).on(atLater(given));

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.at("code")).isEqualTo(code);
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void only_services_may_capture() {
    Reply reply = Call.sample("capture").token("anna", "credits/self").on(function);

    assertThat(reply.status()).isEqualTo(403);
  }

  private void given(String situation) {
    switch (situation) {
      case "never made" -> {}
      case "charged" -> make("draft-1001", 5, Optional.empty());
      case "held", "expired" -> hold("draft-1001", 5);
      case "captured" -> {
        hold("draft-1001", 5);
        Call.sample("capture").body(null).on(function);
      }
      case "released" -> {
        hold("draft-1001", 5);
        refund("draft-1001");
      }
      case "captured then refunded" -> {
        given("captured");
        refund("draft-1001");
      }
      case "charged then refunded" -> {
        given("charged");
        refund("draft-1001");
      }
      default -> throw new IllegalArgumentException(situation);
    }
  }

  private CaptureFunction atLater(String situation) {
    return situation.equals("expired")
        ? new CaptureFunction(portsAt(NOW.plus(ChargeRequest.DEFAULT_HOLD)))
        : function;
  }

  private void hold(String key, int quantity) {
    make(key, quantity, Optional.of(ChargeRequest.DEFAULT_HOLD));
  }

  private void make(String key, int quantity, Optional<Duration> hold) {
    ChargeRequest request =
        new ChargeRequest(new ActionId("checkin.draft"), Optional.empty(), quantity, hold);
    Charging charging = Rules.of(ports.catalog()).charging();
    store.commitAll(charging.charge(new ChargeId(key), request, load(key), NOW).commits());
  }

  private void refund(String key) {
    Situation found = load(key);
    Refunding refunding = Rules.of(ports.catalog()).refunding();
    store.commitAll(refunding.refund(found, Optional.empty(), NOW).commits());
  }

  private Situation load(String key) {
    return store.load(ANNA, Optional.of(new ChargeId(key)), Optional.empty());
  }

  private long version() {
    return load("any").wallet().version();
  }

  private Ports portsAt(Instant now) {
    return new Ports(Catalogs.shipped("assistant-coach"), store, () -> now);
  }
}
