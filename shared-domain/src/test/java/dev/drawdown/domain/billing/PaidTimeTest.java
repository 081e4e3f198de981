package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// P5: refills are whole months before the end of a paid time.
class PaidTimeTest {
  @ParameterizedTest(name = "from {0} to {1}: after {2} comes {3}")
  @CsvSource({
    "2027-01-31, 2027-05-31, 2027-01-01, 2027-02-28",
    "2027-01-31, 2027-05-31, 2027-01-31, 2027-02-28",
    "2027-01-31, 2027-05-31, 2027-02-27T23:59, 2027-02-28",
    "2027-01-31, 2027-05-31, 2027-02-28, 2027-03-31",
    "2027-01-31, 2027-05-31, 2027-04-30, 2027-05-31",
    "2027-01-31, 2027-05-31, 2027-05-31, 2027-05-31",
    "2027-01-31, 2027-05-31, 2027-08-01, 2027-05-31",
    "2027-03-10, 2027-05-01, 2027-03-10, 2027-04-01",
    "2027-03-10, 2027-04-01, 2027-03-10, 2027-04-01"
  })
  void the_next_refill_or_the_end(String start, String end, String after, String next) {
    PaidTime time = new PaidTime(day(start), day(end));

    assertThat(time.nextRefillAfter(day(after))).isEqualTo(day(next));
  }

  @ParameterizedTest(name = "by {0}, the last refill was {1}")
  @CsvSource({
    "2027-02-28, 2027-02-28",
    "2027-03-30, 2027-02-28",
    "2027-03-31, 2027-03-31",
    "2027-05-30, 2027-04-30"
  })
  void the_last_refill_by_an_instant(String by, String last) {
    PaidTime time = new PaidTime(day("2027-01-31"), day("2027-05-31"));

    assertThat(time.lastRefillBy(day(by))).isEqualTo(day(last));
  }

  @Test
  void times_are_sorted_by_start_and_then_by_end() {
    PaidTime month = new PaidTime(day("2027-03-01"), day("2027-04-01"));
    PaidTime year = new PaidTime(day("2027-03-01"), day("2028-03-01"));
    PaidTime later = new PaidTime(day("2027-03-02"), day("2027-03-03"));

    assertThat(month).isLessThan(year);
    assertThat(year).isLessThan(later);
  }
}
