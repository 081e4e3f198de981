package dev.drawdown.domain.catalog;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// For how long a plan's credits last. Periods are half-open and in UTC: the end is too late.
public sealed interface Period {
  /// From the 1st, 00:00 UTC, to the next 1st, whether or not anybody paid.
  record CalendarMonth() implements Period {
    public Instant endOfMonthAt(Instant instant) {
      YearMonth month = YearMonth.from(instant.atOffset(ZoneOffset.UTC));
      return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  /// From one payment to the next, as the payment provider says.
  record BillingCycle() implements Period {}

  /// A number of days of 24 hours from the start, at least one, and then never again.
  record Fixed(int days) implements Period {
    public Fixed {
      if (days < 1 || days > 3660) {
        throw new IllegalArgumentException("days must be 1 to 3660: " + days);
      }
    }
  }
}
