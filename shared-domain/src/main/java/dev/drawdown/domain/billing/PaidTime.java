package dev.drawdown.domain.billing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// The time that one line of an invoice pays for: from `start`, inclusive, to `end`, exclusive.
///
/// It lasts at most [#MAX_YEARS] years and ends before the year 10000, so adding grace to it can't
/// overflow.
public record PaidTime(Instant start, Instant end) implements Comparable<PaidTime> {
  public static final int MAX_YEARS = 10;
  public static final Instant LATEST_END = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final Comparator<PaidTime> ORDER =
      Comparator.comparing(PaidTime::start).thenComparing(PaidTime::end);

  public PaidTime {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "a paid time must end after it starts: " + start + " to " + end);
    }
    if (end.isAfter(LATEST_END)) {
      throw new IllegalArgumentException("a paid time must end by " + LATEST_END + ": " + end);
    }
    if (utc(end).minusYears(MAX_YEARS).toInstant().isAfter(start)) {
      throw new IllegalArgumentException(
          "a paid time lasts at most " + MAX_YEARS + " years: " + start + " to " + end);
    }
  }

  /// The first refill after `instant`, or the end if there is none.
  ///
  /// Refills are whole months before the end, and after the start. Each is counted from the end
  /// itself, so a term that ends on the 31st refills on the last day of shorter months.
  Instant nextRefillAfter(Instant instant) {
    Instant from = instant.isBefore(start) ? start : instant;
    long months = monthsBack(from);
    return months == 0 ? end : monthsBefore(months);
  }

  /// The last refill by `instant`, which must not be before the first.
  Instant lastRefillBy(Instant instant) {
    return monthsBefore(monthsBack(instant) + 1);
  }

  /// Counts back from the end in whole months: the number of such instants after `instant`.
  private long monthsBack(Instant instant) {
    long months = Math.max(0, ChronoUnit.MONTHS.between(utc(instant), utc(end)) + 1);
    while (months > 0 && !monthsBefore(months).isAfter(instant)) {
      months--;
    }
    return months;
  }

  private Instant monthsBefore(long months) {
    return utc(end).minusMonths(months).toInstant();
  }

  @Override
  public int compareTo(PaidTime other) {
    return ORDER.compare(this, other);
  }

  private static ZonedDateTime utc(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }
}
