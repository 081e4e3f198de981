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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Asked again with the same key until it is known what happened, or said that it isn't.
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
  void trouble_while_opening_is_outlasted_and_paid_once(String name, List<Behaviour> troubles)
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
  void trouble_while_capturing_is_outlasted(String name, List<Behaviour> troubles)
      throws Exception {
    service.next(OPENED).next(troubles.toArray(Behaviour[]::new));
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");

    assertThat(outcomeOf(situation.run())).as(name).isEqualTo("Captured");
    assertThat(service.received.stream().skip(1).distinct()).hasSize(1);
  }

  @Test
  void a_hold_that_another_call_opened_meanwhile_is_not_taken_for_our_own() throws Exception {
    service.next(Loses.REQUEST);
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");

    assertThat(outcomeOf(situation.run())).isEqualTo("InProgress");
    assertThat(situation.runs).hasValue(0);
    assertThat(service.statuses()).containsExactly("held");
  }

  @Test
  void busy_is_known_to_have_done_nothing_so_a_replay_after_it_is_of_another_call()
      throws Exception {
    String held = Samples.charge(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held", 1);
    service.next(BUSY, StubService.replays(held));

    assertThat(outcomeOf(situation.run())).isEqualTo("InProgress");
  }

  @Test
  void a_capture_that_stays_unconfirmed_does_not_cost_the_value() throws Exception {
    service.next(OPENED).next(Stream.generate(() -> UNKNOWN).limit(50).toArray(Behaviour[]::new));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo("Unconfirmed");
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  @ParameterizedTest
  @EnumSource
  void a_capture_that_is_refused_does_not_cost_the_value(CaptureRefusal refused) throws Exception {
    String body = "{\"code\":\"%s\",\"detail\":\"No.\"}".formatted(refused.code);
    service.next(OPENED, StubService.answers(refused.status, body));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo(refused.outcome);
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  enum CaptureRefusal {
    EXPIRED(409, "hold-expired", "Uncollected"),
    RELEASED(409, "hold-released", "Uncollected"),
    CAPTURED_FOR_LESS(409, "already-captured", "Uncollected"),
    UNKNOWN_CHARGE(404, "unknown-charge", "Uncollected"),
    FORBIDDEN(403, "forbidden", "Unconfirmed"),
    SOMETHING_NEW(418, "teapot", "Unconfirmed");

    private final int status;
    private final String code;
    private final String outcome;

    CaptureRefusal(int status, String code, String outcome) {
      this.status = status;
      this.code = code;
      this.outcome = outcome;
    }
  }

  @Test
  void a_token_that_cannot_be_had_after_the_work_does_not_cost_the_value() throws Exception {
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
  void a_lost_release_is_asked_for_again() {
    service.next(OPENED, Loses.ANSWER, BUSY);
    service.knows(HoldRequest.key(Situation.DRAFT), "checkin.draft", "held");
    DrawdownClient client = situation.client();

    assertThatThrownBy(() -> client.metered(Situation.DRAFT, LostAnswersTest::failing))
        .isInstanceOf(IOException.class)
        .hasNoSuppressedExceptions();
    assertThat(service.statuses()).containsExactly("released");
  }

  private static String failing() throws IOException {
    throw new IOException("the model hung up");
  }

  @Test
  void an_answer_that_does_not_come_is_not_waited_for_longer_than_told() throws Exception {
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

  private static void interrupted(Duration pause) throws InterruptedException {
    throw new InterruptedException("after less than " + pause);
  }
}
