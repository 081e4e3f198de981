package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The key of a call, and the length of its hold.
class HoldRequestTest {
  private static final Duration BUDGET = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final MeteredCall CALL = MeteredCall.of("anna", "checkin.draft", "job-17", MINUTE);

  @Test
  void a_retry_has_the_same_key_also_with_more_time() {
    MeteredCall longer = MeteredCall.of("anna", "checkin.draft", "job-17", MINUTE.multipliedBy(2));

    assertThat(HoldRequest.key(longer)).isEqualTo(HoldRequest.key(CALL));
  }

  @ParameterizedTest
  @CsvSource({
    "bea,  checkin.draft,          , job-17",
    "anna, trend.analyze,          , job-17",
    "anna, checkin.draft, checkin-1, job-17",
    "anna, checkin.draft, checkin-2, job-17",
    "anna, checkin.draft,          , job-18",
    "anna, checkin.draft, job-17   , job-17",
    "anna, checkin.draftj,         , ob-17",
    "annac, heckin.draft,          , job-17",
  })
  void other_work_has_another_key(
      String account, String action, String document, String operation) {
    MeteredCall call = MeteredCall.of(account, action, operation, MINUTE);
    MeteredCall other = document == null ? call : call.on(document);

    assertThat(HoldRequest.key(other)).isNotEqualTo(HoldRequest.key(CALL));
    assertThat(HoldRequest.key(other))
        .isNotEqualTo(HoldRequest.key(call.on(document == null ? "x" : "y")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ünïcödé", "a b/c?d", "\n", "😀", "-", "A.b_c:d@e-f"})
  void every_operation_makes_a_valid_key(String operation) {
    for (String name : new String[] {operation + "x", (operation + "x").repeat(200)}) {
      String key = HoldRequest.key(MeteredCall.of("anna", "ask", name, MINUTE));

      assertThat(key).matches("[A-Za-z0-9._:@-]{1,128}");
    }
  }

  @Test
  void operations_that_differ_only_beyond_the_readable_part_have_different_keys() {
    assertThat(HoldRequest.key(MeteredCall.of("anna", "ask", "a b", MINUTE)))
        .isNotEqualTo(HoldRequest.key(MeteredCall.of("anna", "ask", "a-b", MINUTE)));
    assertThat(HoldRequest.key(MeteredCall.of("anna", "ask", "x".repeat(500) + "1", MINUTE)))
        .isNotEqualTo(
            HoldRequest.key(MeteredCall.of("anna", "ask", "x".repeat(500) + "2", MINUTE)));
  }

  /// Callers use these keys already. A change would charge their retries a second time.
  @ParameterizedTest
  @CsvSource({
    "anna, checkin.draft,          , job-17, job-17:fe818d0471fc99a9e64b3fd8dd62326e",
    "anna, checkin.draft, checkin-1, job-17, job-17:1261aa4b0dfbfe10551bda2b4b9f6bcd",
    "anna, checkin.draft,          , é 1   , --1:8b06edde4c3cacc3a1f8748d9b076619",
  })
  void keys_never_change(
      String account, String action, String document, String operation, String key) {
    MeteredCall call = MeteredCall.of(account, action, operation, MINUTE);

    assertThat(HoldRequest.key(document == null ? call : call.on(document))).isEqualTo(key);
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
  void metadata_is_sent_and_changes_no_key() {
    MeteredCall noted = Situation.DRAFT.noting(Map.of("team", "sales"));
    HoldRequest request = HoldRequest.of(noted, BUDGET, new Random(1));

    assertThat(request.body().get("metadata")).isEqualTo(Map.of("team", "sales"));
    assertThat(request.key()).isEqualTo(HoldRequest.key(Situation.DRAFT));
  }

  @Test
  void two_calls_for_the_same_work_have_holds_of_different_length_under_one_key() {
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
