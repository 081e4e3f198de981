package dev.drawdown.client;

import static dev.drawdown.client.Situation.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.client.ClientBuilder.Timing;
import dev.drawdown.client.StubService.Behaviour.Loses;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A call captures or releases only a charge that it opened itself.
class UsedBeforeTest {
  private static final String OPEN = "POST /v1/accounts/anna/charges";

  private final Situation situation = new Situation();
  private final StubService service = situation.service;

  @AfterEach
  void close() {
    situation.close();
  }

  /// `own` is a replay under this call's key, `other` the first charge of the same document.
  @ParameterizedTest
  @CsvSource({
    "own,   charged,  PaidBefore",
    "own,   captured, PaidBefore",
    "own,   held,     InProgress",
    "own,   released, GivenBack",
    "own,   expired,  GivenBack",
    "own,   refunded, GivenBack",
    "own,   archived, Rejected",
    "other, charged,  PaidBefore",
    "other, captured, PaidBefore",
    "other, held,     InProgress",
    "other, released, GivenBack",
  })
  void work_that_was_paid_before_runs_and_other_work_is_refused(
      String key, String status, String outcome) throws Exception {
    String id = key.equals("own") ? HoldRequest.key(Situation.DRAFT) : "another";
    service.next(StubService.replays(Samples.charge(id, "checkin.draft", status, 1)));

    Metered<String> metered = situation.run();

    assertThat(outcomeOf(metered)).isEqualTo(outcome);
    assertThat(situation.runs).hasValue(outcome.equals("PaidBefore") ? 1 : 0);
    assertThat(service.lines()).containsExactly(OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "checkin.draft, captured, PaidBefore",
    "checkin.draft, held,     InProgress",
    "checkin.draft, expired,  GivenBack",
    "trend.analyze, captured, KeyReused",
  })
  void a_key_of_another_call_is_looked_up(String action, String status, String outcome)
      throws Exception {
    service.knows(HoldRequest.key(Situation.DRAFT), action, status);

    assertThat(outcomeOf(situation.run())).isEqualTo(outcome);
    assertThat(service.lines()).containsExactly(OPEN, "GET /v1/accounts/anna/charges/{key}");
    assertThat(service.statuses()).containsExactly(status);
  }

  @Test
  void the_next_call_does_not_touch_a_hold_of_a_killed_client() throws Exception {
    service.next(Loses.ANSWER);
    Timing deadly = new Timing(System::nanoTime, UsedBeforeTest::killed, new Random(1));
    DrawdownClient killed = situation.builder().timing(deadly).build();
    assertThatThrownBy(() -> killed.metered(Situation.DRAFT, situation::work))
        .hasMessageStartingWith("killed");

    Metered<String> next = situation.run();

    assertThat(outcomeOf(next)).isEqualTo("InProgress");
    assertThat(service.statuses()).containsExactly("held");
    assertThat(situation.runs).hasValue(0);
  }

  private static void killed(Duration pause) throws InterruptedException {
    throw new InterruptedException("killed within " + pause);
  }
}
