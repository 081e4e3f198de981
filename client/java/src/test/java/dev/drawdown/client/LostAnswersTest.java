package dev.drawdown.client;

import static dev.drawdown.client.Situation.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.client.ClientBuilder.Timing;
import dev.drawdown.client.StubService.Behaviour;
import dev.drawdown.client.StubService.Behaviour.Loses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The client retries with the same key until it knows the outcome. If it can't, it says so.
class LostAnswersTest {
  private static final Behaviour BUSY = StubService.retryAfter(503, "busy", "1");
  private static final Behaviour UNKNOWN = StubService.retryAfter(503, "outcome-unknown", "1");
  private static final Behaviour OPENED =
      StubService.answers(201, Samples.charged(Samples.charge("k", "checkin.draft", "held", 1)));

  private final Situation situation = new Situation();
  private final StubService service = situation.service;

  @AfterEach
  void close() {
    situation.close();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        arguments("the request is lost", List.of(Loses.REQUEST)),
        arguments("the answer is lost", List.of(Loses.ANSWER)),
        arguments("both, three times", List.of(Loses.REQUEST, Loses.ANSWER, Loses.ANSWER)),
        arguments("busy", List.of(BUSY)),
        arguments("outcome unknown", List.of(UNKNOWN, UNKNOWN)),
        arguments("outcome unknown, but done", List.of(Loses.ANSWER, UNKNOWN, BUSY)),
        arguments("throttled", List.of(StubService.retryAfter(429, "", "2"))),
        arguments("a broken gateway", List.of(StubService.answers(502, "<html>"))),
        arguments("an answer that is cut off", List.of(StubService.answers(201, "{\"charge\":"))),
        arguments("an empty answer", List.of(StubService.answers(200, ""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void failures_of_the_opening_are_retried_and_paid_once(String name, List<Behaviour> troubles)
      throws Exception {
    service.next(troubles.toArray(Behaviour[]::new));

    assertThat(outcomeOf(situation.run())).as(name).isEqualTo("Captured");
    assertThat(situation.runs).hasValue(1);
    assertThat(service.statuses()).containsExactly("captured");
    assertThat(situation.pauses).hasSameSizeAs(troubles);
    assertThat(new HashSet<>(service.received.subList(0, troubles.size() + 1)))
        .as("every try is the same request")
        .hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void failures_of_the_capture_are_retried(String name, List<Behaviour> troubles) throws Exception {
    service.next(OPENED).next(troubles.toArray(Behaviour[]::new));
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");

    assertThat(outcomeOf(situation.run())).as(name).isEqualTo("Captured");
    assertThat(service.received.stream().skip(1).distinct()).hasSize(1);
  }

  /// I4: once an answer was lost, no later answer turns that into "nothing was taken".
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "400, invalid-request",
    "401, unauthenticated",
    "402, out-of-credits",
    "403, forbidden",
    "404, unknown-action",
    "409, in-progress",
    "409, too-many-holds",
    "409, pool-holds-full",
    "418, teapot",
  })
  void a_refusal_after_a_lost_answer_leaves_open_whether_credits_are_held(int status, String code)
      throws Exception {
    String body =
        """
        {"code":"%s","detail":"No.","expiresAt":"2026-12-01T00:00:00Z","cost":1,"balance":%s}
        """
            .formatted(code, Samples.BALANCE);
    service.next(Loses.REQUEST, BUSY, StubService.answers(status, body));
    DrawdownClient client = situation.builder().failOpen().build();

    Refusal refusal = Situation.refusalOf(client.metered(Situation.DRAFT, situation::work));

    assertThat(refusal).isInstanceOf(Refusal.OutcomeUnknown.class);
    assertThat(refusal.holdMayBeOpen()).isTrue();
    assertThat(refusal.detail()).isEqualTo("No.");
    assertThat(situation.runs).hasValue(0);
  }

  /// A proxy that changes an answer may use the status 203.
  @Test
  void a_hold_in_a_proxys_answer_is_no_refusal() throws Exception {
    String held = Samples.charged(Samples.charge("k", "checkin.draft", "held", 1));
    service.next(StubService.answers(203, held));
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");

    assertThat(outcomeOf(situation.run())).isEqualTo("Captured");
  }

  @Test
  void a_success_without_a_charge_leaves_open_whether_credits_are_held() throws Exception {
    service.next(StubService.answers(202, "{\"message\":\"Accepted\"}"));

    assertThat(Situation.refusalOf(situation.run()).holdMayBeOpen()).isTrue();
  }

  @Test
  void busy_after_a_lost_answer_leaves_open_whether_credits_are_held() throws Exception {
    service
        .next(Loses.ANSWER)
        .next(Stream.generate(() -> BUSY).limit(50).toArray(Behaviour[]::new));

    Refusal refusal = Situation.refusalOf(situation.run());

    assertThat(refusal).isEqualTo(new Refusal.Unavailable("The service answered 503 busy.", true));
    assertThat(service.statuses()).containsExactly("held");
  }

  @Test
  void another_charge_of_the_document_after_a_lost_answer_leaves_open_whether_credits_are_held()
      throws Exception {
    String other = Samples.charge("another", "checkin.draft", "held", 1);
    service.next(Loses.REQUEST, StubService.replays(other));

    Refusal refusal = Situation.refusalOf(situation.run());

    assertThat(refusal)
        .isEqualTo(
            new Refusal.OutcomeUnknown(
                new Refusal.InProgress(
                    "Another call is working on this.", Instant.parse("2026-11-20T10:30:30Z"))));
  }

  /// Another call has the key for ever, so this one can hold nothing under it.
  @Test
  void a_key_of_another_call_leaves_nothing_open_after_a_lost_answer() throws Exception {
    service.next(Loses.REQUEST);
    service.knows(HoldRequest.key(Situation.DRAFT), "trend.analyze", "captured");

    Refusal refusal = Situation.refusalOf(situation.run());

    assertThat(refusal).isInstanceOf(Refusal.KeyReused.class);
    assertThat(refusal.holdMayBeOpen()).isFalse();
  }

  @Test
  void a_hold_that_another_call_opened_meanwhile_does_not_count_as_our_own() throws Exception {
    service.next(Loses.REQUEST);
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");

    assertThat(outcomeOf(situation.run())).isEqualTo("InProgress");
    assertThat(situation.runs).hasValue(0);
    assertThat(service.statuses()).containsExactly("held");
  }

  @Test
  void a_busy_service_did_nothing_so_a_replay_after_it_belongs_to_another_call() throws Exception {
    String held = Samples.charge(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held", 1);
    service.next(BUSY, StubService.replays(held));

    assertThat(outcomeOf(situation.run())).isEqualTo("InProgress");
  }

  @Test
  void an_unconfirmed_capture_does_not_lose_the_value() throws Exception {
    service.next(OPENED).next(Stream.generate(() -> UNKNOWN).limit(50).toArray(Behaviour[]::new));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo("Unconfirmed");
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  @ParameterizedTest
  @EnumSource
  void a_refused_capture_does_not_lose_the_value(CaptureRefusal refused) throws Exception {
    String body = "{\"code\":\"%s\",\"detail\":\"No.\"}".formatted(refused.code);
    service.next(OPENED, StubService.answers(refused.status, body));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo(refused.outcome);
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  /// The state of the hold shows the outcome of the lost try. Other refusals don't.
  @ParameterizedTest
  @EnumSource
  void a_refused_capture_after_a_lost_answer_is_unconfirmed_unless_the_hold_shows_more(
      CaptureRefusal refused) throws Exception {
    String body = "{\"code\":\"%s\",\"detail\":\"No.\"}".formatted(refused.code);
    service.next(OPENED, Loses.REQUEST, BUSY, StubService.answers(refused.status, body));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo(refused.afterLostAnswer);
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  enum CaptureRefusal {
    EXPIRED(409, "hold-expired", "Uncollected", "Uncollected"),
    RELEASED(409, "hold-released", "Uncollected", "Uncollected"),
    CAPTURED_FOR_LESS(409, "already-captured", "Uncollected", "Uncollected"),
    NOT_A_HOLD(409, "not-a-hold", "Uncollected", "Unconfirmed"),
    UNKNOWN_CHARGE(404, "unknown-charge", "Uncollected", "Unconfirmed"),
    FORBIDDEN(403, "forbidden", "Unconfirmed", "Unconfirmed"),
    SOMETHING_NEW(418, "teapot", "Unconfirmed", "Unconfirmed");

    private final int status;
    private final String code;
    private final String outcome;
    private final String afterLostAnswer;

    CaptureRefusal(int status, String code, String outcome, String afterLostAnswer) {
      this.status = status;
      this.code = code;
      this.outcome = outcome;
      this.afterLostAnswer = afterLostAnswer;
    }
  }

  @Test
  void a_missing_token_after_the_work_does_not_lose_the_value() throws Exception {
    DrawdownClient client =
        situation.builder(() -> situation.runs.get() == 0 ? "secret" : noToken()).build();

    Metered<String> metered = client.metered(Situation.DRAFT, situation::work);

    assertThat(outcomeOf(metered)).isEqualTo("Unconfirmed");
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  private static String noToken() {
    throw new IllegalStateException("the login service is down");
  }

  @Test
  void a_lost_release_is_retried() {
    service.next(OPENED, Loses.ANSWER, BUSY);
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");
    DrawdownClient client = situation.client();

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, LostAnswersTest::failing))
        .isInstanceOf(IOException.class)
        .hasNoSuppressedExceptions();
    assertThat(service.statuses()).containsExactly("released");
  }

  @Test
  void a_refused_release_after_a_lost_answer_is_not_confirmed() {
    service.next(OPENED, Loses.ANSWER, StubService.answers(404, "{\"code\":\"unknown-charge\"}"));
    DrawdownClient client = situation.client();

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, LostAnswersTest::failing))
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOf(DrawdownException.class));
  }

  private static String failing() throws IOException {
    throw new IOException("the model hung up");
  }

  @Test
  void a_missing_answer_is_awaited_no_longer_than_the_timeout() throws Exception {
    service.next(Loses.TIMEOUT);
    DrawdownClient client = situation.builder().answerTimeout(Duration.ofMillis(200)).build();

    assertThat(outcomeOf(client.metered(Situation.DRAFT, situation::work))).isEqualTo("Captured");
  }

  @Test
  void an_interrupt_during_the_capture_lets_it_finish_and_stays_set() throws Exception {
    service.next(OPENED, new Behaviour.Answers(503, Map.of(), "{}"));
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");
    Timing interrupting = new Timing(System::nanoTime, LostAnswersTest::interrupted, new Random(7));
    DrawdownClient client = situation.builder().timing(interrupting).build();

    Metered<String> metered = client.metered(Situation.DRAFT, situation::work);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomeOf(metered)).isEqualTo("Captured");
  }

  @Test
  void a_refusal_after_an_interrupted_capture_does_not_count_as_its_answer() throws Exception {
    service.next(
        OPENED, BUSY, StubService.answers(404, "{\"code\":\"unknown-charge\",\"detail\":\"No.\"}"));
    Timing interrupting = new Timing(System::nanoTime, LostAnswersTest::interrupted, new Random(7));
    DrawdownClient client = situation.builder().timing(interrupting).build();

    Metered<String> metered = client.metered(Situation.DRAFT, situation::work);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomeOf(metered)).isEqualTo("Unconfirmed");
  }

  private static void interrupted(Duration pause) throws InterruptedException {
    throw new InterruptedException("after less than " + pause);
  }
}
