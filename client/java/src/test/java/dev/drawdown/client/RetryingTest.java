package dev.drawdown.client;

import static dev.drawdown.client.Situation.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.client.Calls.RetryBudget;
import dev.drawdown.client.StubService.Behaviour;
import dev.drawdown.client.StubService.Behaviour.Loses;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long and how often a client tries, and what it does without an answer.
class RetryingTest {
  private final Situation situation = new Situation();
  private final StubService service = situation.service;

  @AfterEach
  void close() {
    situation.close();
  }

  @Test
  void pauses_grow_with_full_jitter_and_stay_within_the_budget() throws Exception {
    service.next(always(StubService.answers(503, "{\"code\":\"busy\"}")));

    assertThat(outcomeOf(situation.run())).isEqualTo("Unavailable");

    Duration spent = situation.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(spent).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
    assertThat(situation.pauses).allMatch(each -> each.compareTo(RetryBudget.LONGEST_PAUSE) < 0);
    assertThat(situation.pauses.get(0)).isLessThan(RetryBudget.FIRST_PAUSE);
    assertThat(service.received).hasSize(situation.pauses.size() + 1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "7, 7", "soon, 0", "'Fri, 20 Nov 2026 10:15:30 GMT', 0", "-1, 0"})
  void retry_after_in_seconds_is_the_shortest_pause(String header, long seconds) throws Exception {
    service.next(StubService.retryAfter(503, "busy", header));

    assertThat(outcomeOf(situation.run())).isEqualTo("Captured");
    assertThat(situation.pauses)
        .singleElement()
        .satisfies(
            pause ->
                assertThat(pause)
                    .isBetween(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(seconds).plus(RetryBudget.FIRST_PAUSE)));
  }

  @Test
  void a_retry_after_beyond_the_budget_ends_the_call() throws Exception {
    service.next(StubService.retryAfter(503, "busy", "3600"));

    assertThat(outcomeOf(situation.run())).isEqualTo("Unavailable");
    assertThat(situation.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"busy, false", "outcome-unknown, true"})
  void a_refusal_without_an_answer_says_whether_a_hold_may_be_open(String code, boolean mayBeOpen)
      throws Exception {
    service.next(always(StubService.retryAfter(503, code, "1")));

    assertThat(situation.run())
        .isEqualTo(
            new Metered.Refused<>(
                new Refusal.Unavailable("The service answered 503 " + code + ".", mayBeOpen)));
    assertThat(situation.runs).hasValue(0);
  }

  @Test
  void a_client_that_may_fail_open_runs_the_work_unmetered_and_captures_nothing() throws Exception {
    service.next(always(Loses.REQUEST));
    DrawdownClient client = situation.builder().failOpen().build();

    Metered<String> metered = client.metered(Situation.DRAFT, situation::work);

    assertThat(outcomeOf(metered)).isEqualTo("Unmetered");
    assertThat(situation.runs).hasValue(1);
    assertThat(service.lines()).containsOnly("POST /v1/accounts/anna/charges");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 409, 418, 422})
  void a_client_that_may_fail_open_still_obeys_an_answered_refusal(int status) throws Exception {
    service.next(StubService.answers(status, "{\"message\":\"No.\"}"));
    DrawdownClient client = situation.builder().failOpen().build();

    assertThat(client.metered(Situation.DRAFT, situation::work))
        .isEqualTo(new Metered.Refused<>(new Refusal.Rejected("No.", status, "")));
    assertThat(situation.runs).hasValue(0);
  }

  @Test
  void an_unreachable_service_has_held_nothing() throws Exception {
    service.close();

    Metered<String> metered = situation.run();

    assertThat(metered).isInstanceOf(Metered.Refused.class);
    Refusal refusal = ((Metered.Refused<String>) metered).refusal();
    assertThat(refusal).isInstanceOf(Refusal.Unavailable.class);
    assertThat(((Refusal.Unavailable) refusal).holdMayBeOpen()).isFalse();
  }

  @Test
  void a_balance_is_read_and_a_refusal_of_it_is_an_exception() throws Exception {
    DrawdownClient client = situation.client();

    assertThat(client.balance("anna").total()).isEqualTo(49);
    service.next(StubService.answers(403, "{\"detail\":\"Not yours.\"}"));
    assertThatExceptionOfType(DrawdownException.class)
        .isThrownBy(() -> client.balance("anna"))
        .withMessage("Not yours.");
  }

  @Test
  void an_unreadable_balance_is_an_exception() {
    DrawdownClient client = situation.client();
    service.next(StubService.answers(200, "{\"account\":\"anna\"}"));

    assertThatExceptionOfType(DrawdownException.class)
        .isThrownBy(() -> client.balance("anna"))
        .withMessage("The answer can't be read: standing is missing");
  }

  @Test
  void an_answer_of_more_than_1_mib_is_an_exception_at_once() {
    service.next(StubService.answers(200, " ".repeat(1024 * 1024) + Samples.BALANCE));

    assertThatExceptionOfType(DrawdownException.class)
        .isThrownBy(() -> situation.client().balance("anna"))
        .withMessage("The service's answer is larger than 1048576 bytes.");
    assertThat(service.received).hasSize(1);
  }

  @Test
  void an_answer_of_1_mib_is_read() throws Exception {
    String spaces = " ".repeat(1024 * 1024 - Samples.BALANCE.length());
    service.next(StubService.answers(200, spaces + Samples.BALANCE));

    assertThat(situation.client().balance("anna").total()).isEqualTo(49);
  }

  @Test
  void an_answer_of_more_than_1_mib_neither_starts_work_nor_loses_its_value() throws Exception {
    Behaviour large = StubService.answers(201, " ".repeat(1024 * 1024 + 1));
    service.next(large);

    Refusal refusal = Situation.refusalOf(situation.run());

    assertThat(refusal)
        .isEqualTo(
            new Refusal.Unavailable("The service's answer is larger than 1048576 bytes.", true));
    service.next(
        StubService.answers(201, Samples.charged(Samples.charge("k", "a", "held", 1))), large);
    assertThat(outcomeOf(situation.run())).isEqualTo("Unconfirmed");
  }

  private static Behaviour[] always(Behaviour behaviour) {
    return Stream.generate(() -> behaviour).limit(200).toArray(Behaviour[]::new);
  }
}
