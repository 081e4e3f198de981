package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredCallTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an na | ask  | doc | op | 1    | PT1M  | account",
        "a/b   | ask  | doc | op | 1    | PT1M  | account",
        "..    | ask  | doc | op | 1    | PT1M  | account",
        ".     | ask  | doc | op | 1    | PT1M  | account",
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
  void an_invalid_call_is_not_made(
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
                    account, action, Optional.of(document), operation, quantity, timeout, Map.of()))
        .withMessageStartingWith(names);
  }

  @Test
  void metadata_that_the_service_would_refuse_is_refused_here() {
    MeteredCall call = MeteredCall.of("anna", "ask", "op", Duration.ofMinutes(1));
    Map<String, String> nine =
        IntStream.range(0, 9).boxed().collect(Collectors.toMap(Object::toString, name -> "text"));

    for (Map<String, String> metadata :
        List.of(
            nine, Map.of("", "text"), Map.of("n".repeat(41), ""), Map.of("n", "t".repeat(101)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> call.noting(metadata))
          .withMessageStartingWith("metadata");
    }
    assertThat(call.noting(Map.of("n".repeat(40), "t".repeat(100))).metadata()).hasSize(1);
  }
}
