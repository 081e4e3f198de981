package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredCallTest {
  private static final Duration BUDGET = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an na | ask  | doc | op | 1    | PT1M  | account",
        "a/b   | ask  | doc | op | 1    | PT1M  | account",
        "''    | ask  | doc | op | 1    | PT1M  | account",
        "anna  | a?k  | doc | op | 1    | PT1M  | action",
        "anna  | ask  | d c | op | 1    | PT1M  | document",
        "anna  | ask  | ''  | op | 1    | PT1M  | document",
        "anna  | ask  | é   | op | 1    | PT1M  | document",
        "anna  | ask  | doc | '' | 1    | PT1M  | operation",
        "anna  | ask  | doc | op | 0    | PT1M  | quantity",
        "anna  | ask  | doc | op | 1001 | PT1M  | quantity",
        "anna  | ask  | doc | op | 1    | PT0S  | timeout",
        "anna  | ask  | doc | op | 1    | -PT1S | timeout",
      })
  void a_call_that_the_service_would_not_understand_is_not_made(
      String account,
      String action,
      String document,
      String operation,
      int quantity,
      Duration timeout,
      String names) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new MeteredCall(
                    account, action, Optional.of(document), operation, quantity, timeout))
        .withMessageStartingWith(names);
  }

  @Test
  void a_hold_outlasts_the_work_and_all_tries_to_open_and_to_capture_it() {
    HoldRequest request =
        HoldRequest.of(Situation.DRAFT.on("checkin-1").times(2), BUDGET, new Random(1));

    assertThat(request.lasts())
        .isBetween(
            Situation.DRAFT.timeout().plus(BUDGET.multipliedBy(2)).plusSeconds(30),
            Situation.DRAFT.timeout().plus(BUDGET.multipliedBy(2)).plusSeconds(90));
    assertThat(request.body().keySet().toString()).isEqualTo("[action, document, quantity, hold]");
  }

  @Test
  void two_calls_for_the_same_work_ask_for_holds_of_different_length_under_one_key() {
    RandomGenerator random = new Random(1);

    HoldRequest one = HoldRequest.of(Situation.DRAFT, BUDGET, random);
    HoldRequest other = HoldRequest.of(Situation.DRAFT, BUDGET, random);

    assertThat(one.key()).isEqualTo(other.key());
    assertThat(one.lasts()).isNotEqualTo(other.lasts());
  }

  @Test
  void a_timeout_leaves_room_in_the_24_hours_of_a_hold() {
    MeteredCall day = MeteredCall.of("anna", "ask", "job-17", Duration.ofHours(24));
    MeteredCall most =
        MeteredCall.of("anna", "ask", "job-17", Duration.ofHours(24).minusSeconds(130));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HoldRequest.of(day, BUDGET, new Random(1)))
        .withMessage("timeout must be at most PT23H57M50S: PT24H");
    assertThat(HoldRequest.of(most, BUDGET, new Random(1)).lasts())
        .isLessThanOrEqualTo(Duration.ofHours(24));
  }
}
