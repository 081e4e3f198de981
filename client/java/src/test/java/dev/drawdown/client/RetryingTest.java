package dev.drawdown.client;

import static dev.drawdown.client.Situation.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.client.Calls.RetryBudget;
import dev.drawdown.client.StubService.Behaviour;
import dev.drawdown.client.StubService.Behaviour.Loses;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long and how often a client asks, and what it does when nobody answers.
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
  void retry_after_is_the_least_pause_where_it_says_seconds(String header, long seconds)
      throws Exception {
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
  void a_retry_after_beyond_the_budget_is_not_waited_for() throws Exception {
    service.next(StubService.retryAfter(503, "busy", "3600"));

    assertThat(outcomeOf(situation.run())).isEqualTo("Unavailable");
    assertThat(situation.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"busy, false", "outcome-unknown, true"})
  void a_refusal_for_want_of_an_answer_says_whether_a_hold_may_be_open(
      String code, boolean mayBeOpen) throws Exception {
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
  void a_client_that_may_fail_open_is_still_refused_where_an_answer_was_given(int status)
      throws Exception {
    service.next(StubService.answers(status, "{\"message\":\"No.\"}"));
    DrawdownClient client = situation.builder().failOpen().build();

    assertThat(client.metered(Situation.DRAFT, situation::work))
        .isEqualTo(new Metered.Refused<>(new Refusal.Rejected("No.", status, "")));
    assertThat(situation.runs).hasValue(0);
  }

  @Test
  void a_service_that_is_not_there_has_held_nothing() throws Exception {
    service.close();

    Metered<String> metered = situation.run();

    assertThat(metered).isInstanceOf(Metered.Refused.class);
    Refusal refusal = ((Metered.Refused<String>) metered).refusal();
    assertThat(refusal).isInstanceOf(Refusal.Unavailable.class);
    assertThat(((Refusal.Unavailable) refusal).holdMayBeOpen()).isFalse();
  }

  @Test
  void a_token_never_shows_in_what_is_said() throws Exception {
    DrawdownClient client =
        DrawdownClient.at(service.base(), () -> "secret\nnewline")
            .retryBudget(Duration.ofMillis(1))
            .build();

    assertThat(client.metered(Situation.DRAFT, situation::work).toString())
        .contains("There is no usable token")
        .doesNotContain("secret");
    assertThat(service.received).isEmpty();
  }

  @Test
  void a_balance_is_read_and_one_that_is_refused_is_an_exception() throws Exception {
    DrawdownClient client = situation.client();

    assertThat(client.balance("anna").total()).isEqualTo(49);
    service.next(StubService.answers(403, "{\"detail\":\"Not yours.\"}"));
    assertThatExceptionOfType(DrawdownException.class)
        .isThrownBy(() -> client.balance("anna"))
        .withMessage("Not yours.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"credits.example.com", "ftp://credits.example.com", "/credits"})
  void an_address_is_of_http(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawdownClient.at(URI.create(base), () -> "secret"));
  }

  private static Behaviour[] always(Behaviour behaviour) {
    return Stream.generate(() -> behaviour).limit(200).toArray(Behaviour[]::new);
  }
}
