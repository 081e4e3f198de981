package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationKeyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final MeteredCall CALL = MeteredCall.of("anna", "checkin.draft", "job-17", MINUTE);

  @Test
  void a_retry_has_the_same_key_also_with_more_time() {
    MeteredCall longer = MeteredCall.of("anna", "checkin.draft", "job-17", MINUTE.multipliedBy(2));

    assertThat(OperationKey.of(longer)).isEqualTo(OperationKey.of(CALL));
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

    assertThat(OperationKey.of(other)).isNotEqualTo(OperationKey.of(CALL));
    assertThat(OperationKey.of(other))
        .isNotEqualTo(OperationKey.of(call.on(document == null ? "x" : "y")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ünïcödé", "a b/c?d", "\n", "😀", "-", "A.b_c:d@e-f"})
  void every_operation_makes_a_key_that_the_service_takes(String operation) {
    for (String name : new String[] {operation + "x", (operation + "x").repeat(200)}) {
      String key = OperationKey.of(MeteredCall.of("anna", "ask", name, MINUTE));

      assertThat(key).matches("[A-Za-z0-9._:@-]{1,128}");
    }
  }

  @Test
  void operations_that_differ_only_in_what_does_not_fit_have_different_keys() {
    assertThat(OperationKey.of(MeteredCall.of("anna", "ask", "a b", MINUTE)))
        .isNotEqualTo(OperationKey.of(MeteredCall.of("anna", "ask", "a-b", MINUTE)));
    assertThat(OperationKey.of(MeteredCall.of("anna", "ask", "x".repeat(500) + "1", MINUTE)))
        .isNotEqualTo(
            OperationKey.of(MeteredCall.of("anna", "ask", "x".repeat(500) + "2", MINUTE)));
  }

  /// These have been given out: a change would charge retries a second time.
  @ParameterizedTest
  @CsvSource({
    "anna, checkin.draft,          , job-17, job-17:fe818d0471fc99a9e64b3fd8dd62326e",
    "anna, checkin.draft, checkin-1, job-17, job-17:1261aa4b0dfbfe10551bda2b4b9f6bcd",
    "anna, checkin.draft,          , é 1   , --1:8b06edde4c3cacc3a1f8748d9b076619",
  })
  void keys_stay_what_they_are(
      String account, String action, String document, String operation, String key) {
    MeteredCall call = MeteredCall.of(account, action, operation, MINUTE);

    assertThat(OperationKey.of(document == null ? call : call.on(document))).isEqualTo(key);
  }
}
