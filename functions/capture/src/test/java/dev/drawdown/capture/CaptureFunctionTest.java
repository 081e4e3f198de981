package dev.drawdown.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void the_route_of_another_function_captures_nothing() {
    hold("draft-1001", 5);

    assertThatIllegalStateException()
        .isThrownBy(() -> Call.sample("refund").on(function))
        .withMessageContaining("no such route");

    Situation found = store.load(ANNA, Optional.of(new ChargeId("draft-1001")), Optional.empty());
    assertThat(found.underKey().orElseThrow().state()).isInstanceOf(Charge.State.Held.class);
  }

  @Test
  void an_empty_body_captures_all_held_credits() {
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

  @Test
  void a_part_leaves_the_hold_open_and_shows_the_captured_credits() {
    hold("draft-1001", 5);

    Reply reply = Call.sample("capture").body(part(3, false)).on(function);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("charge.status")).isEqualTo("held");
    assertThat(reply.at("charge.cost")).isEqualTo(5);
    assertThat(reply.at("charge.captured")).isEqualTo(3);
    assertThat(reply.at("charge.expiresAt")).isEqualTo("2026-11-20T10:30:30Z");
    assertThat(reply.at("balance.total")).isEqualTo(45);
    assertThat(reply.at("balance.held")).isEqualTo(2);
  }

  @Test
  void the_same_part_again_changes_nothing() {
    hold("draft-1001", 5);
    Reply first = Call.sample("capture").body(part(3, false)).on(function);
    long before = version();

    Reply again = Call.sample("capture").body(part(3, false)).on(function);

    assertThat(again).isEqualTo(first);
    assertThat(version()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"captured":4,"final":true} | 4 | 46
          {"credits":4}               | 4 | 46
          {}                          | 5 | 45
          """)
  void the_last_part_gives_back_the_rest(String body, int cost, int left) {
    hold("draft-1001", 5);
    Call.sample("capture").body(part(3, false)).on(function);

    Reply reply = Call.sample("capture").body(body).on(function);

    assertThat(reply.at("charge.status")).isEqualTo("captured");
    assertThat(reply.at("charge.cost")).isEqualTo(cost);
    assertThat(reply.at("charge.captured")).isNull();
    assertThat(reply.at("balance.total")).isEqualTo(left);
    assertThat(reply.at("balance.held")).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 credit", "3, 3 credits"})
  void a_refusal_states_the_captured_parts_of_an_expired_hold(int captured, String words) {
    hold("draft-1001", 5);
    Call.sample("capture").body(part(captured, false)).on(function);

    Reply reply = Call.sample("capture").body(part(4, false)).on(atLater("expired"));

    assertThat(reply.at("code")).isEqualTo("hold-expired");
    assertThat(reply.at("detail"))
        .isEqualTo(
            "Parts of it were captured, "
                + words
                + " in total, and stay captured. The rest is released.");
  }

  @Test
  void an_extension_is_answered_like_a_charge() {
    hold("draft-1001", 5);

    Reply reply = Call.sample("extend").body("{\"expiresIn\":\"PT2H\"}").on(function);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("charge.status")).isEqualTo("held");
    assertThat(reply.at("charge.expiresAt")).isEqualTo("2026-11-20T12:15:30Z");
    assertThat(reply.at("balance.held")).isEqualTo(5);
    long before = version();
    assertThat(Call.sample("extend").body("{\"expiresIn\":\"PT2H\"}").on(function))
        .isEqualTo(reply);
    assertThat(version()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "never made, PT1H,         404, unknown-charge",
    "charged,    PT1H,         409, not-a-hold",
    "released,   PT1H,         409, hold-released",
    "expired,    PT1H,         409, hold-expired",
    "captured,   PT1H,         409, already-captured",
    "captured then refunded,   PT1H, 409, already-captured",
    "held in parts then released, PT1H, 409, hold-released",
    "held a moment ago, PT24H,  400, invalid-request",
    "held,       PT24H0.001S,  400, invalid-request",
    "held,       PT0S,         400, invalid-request",
    "held,       PT-1H,        400, invalid-request",
    "held,       P1M,          400, invalid-request",
    "held,       3600,         400, invalid-request",
    "held,       '',           400, invalid-request",
  })
  void an_impossible_extension_is_refused(String given, String expiresIn, int status, String code) {
    given(given);
    long before = version();

    Reply reply =
        Call.sample("extend").body("{\"expiresIn\":\"" + expiresIn + "\"}").on(atLater(given));

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.at("code")).isEqualTo(code);
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void the_refusal_of_a_long_extension_states_the_latest_expiry() {
    given("held a moment ago");

    Reply reply =
        Call.sample("extend").body("{\"expiresIn\":\"PT24H\"}").on(atLater("held a moment ago"));

    assertThat(reply.at("field")).isEqualTo("expiresIn");
    assertThat(reply.at("detail"))
        .isEqualTo(
            "expiresIn is too long: a hold lasts 24 hours at most, so until 2026-11-21T10:15:30Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"expiresIn\":900}", "{\"expiresIn\":\"PT1H\",\"more\":1}"})
  void the_body_of_an_extension_is_read_strictly(String body) {
    hold("draft-1001", 5);

    Reply reply = Call.sample("extend").body(body).on(function);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
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
    "never made,      '{\"captured\":1,\"final\":false}', 404, unknown-charge",
    "charged,         '{\"captured\":1,\"final\":false}', 409, not-a-hold",
    "released,        '{\"captured\":1,\"final\":false}', 409, hold-released",
    "expired,         '{\"captured\":1,\"final\":false}', 409, hold-expired",
    "captured,        '{\"captured\":1,\"final\":false}', 409, already-captured",
    "held,            '{\"captured\":6,\"final\":false}', 422, capture-exceeds-hold",
    "held in parts,   '{\"captured\":1,\"final\":false}', 422, capture-below-part",
    "held in parts,   '{\"captured\":1,\"final\":true}',  422, capture-below-part",
    "held in parts,   '{\"credits\":1}',  422, capture-below-part",
    "held in parts,   '{\"captured\":6,\"final\":false}', 422, capture-exceeds-hold",
    "held in parts then released, '{\"captured\":3,\"final\":false}', 409, hold-released",
    "held,            '{\"captured\":1}', 400, invalid-request",
    "held,            '{\"final\":true}', 400, invalid-request",
    "held,            '{\"final\":false}', 400, invalid-request",
    "held,            '{\"captured\":-1,\"final\":false}', 400, invalid-request",
    "held,            '{\"captured\":1,\"final\":\"no\"}', 400, invalid-request",
    "held,            '{\"captured\":1,\"final\":false,\"credits\":1}', 400, invalid-request",
  })
  void an_impossible_capture_is_refused(String given, String body, int status, String code) {
    given(given);
    long before = version();

    Reply reply = Call.sample("capture").body(body).on(atLater(given));

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.at("code")).isEqualTo(code);
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void only_services_may_capture_and_extend() {
    for (String sample : List.of("capture", "extend")) {
      Reply reply = Call.sample(sample).token("anna", "credits/self").on(function);

      assertThat(reply.status()).as(sample).isEqualTo(403);
    }
  }

  private static String part(int captured, boolean isFinal) {
    return "{\"captured\":" + captured + ",\"final\":" + isFinal + "}";
  }

  private void given(String situation) {
    switch (situation) {
      case "never made" -> {}
      case "charged" -> make("draft-1001", 5, Optional.empty());
      case "held", "expired", "held a moment ago" -> hold("draft-1001", 5);
      case "held in parts" -> {
        hold("draft-1001", 5);
        Call.sample("capture").body(part(2, false)).on(function);
      }
      case "held in parts then released" -> {
        given("held in parts");
        refund("draft-1001");
      }
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
    return switch (situation) {
      case "expired" -> new CaptureFunction(portsAt(NOW.plus(ChargeRequest.DEFAULT_HOLD)));
      case "held a moment ago" -> new CaptureFunction(portsAt(NOW.plusMillis(1)));
      default -> function;
    };
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
