package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
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
}
