package dev.drawdown.local.stripe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// A period that the provider bills, from `start` to `end`. `end` may be before `start`, to test
/// wrong events.
record BillingPeriod(Instant start, Instant end) {
  boolean includes(Instant now) {
    return !now.isBefore(start) && now.isBefore(end);
  }

  /// The part of `amount` for the time from `now` on. `amount` is for the whole period.
  long prorated(long amount, Instant now) {
    long whole = Math.max(1, ChronoUnit.SECONDS.between(start, end));
    long left = Math.clamp(ChronoUnit.SECONDS.between(now, end), 0L, whole);
    return Math.round((double) amount * left / whole);
  }

  Map<String, Object> json() {
    Map<String, Object> period = new LinkedHashMap<>();
    period.put("end", StripeJson.seconds(end));
    period.put("start", StripeJson.seconds(start));
    return period;
  }

  /// The rhythm of a subscription's bills: every so many `months`, on the day and at the time of
  /// `anchor`. If a month lacks that day, on its last day.
  record Cycle(Instant anchor, int months) {
    Cycle every(int otherMonths) {
      return new Cycle(anchor, otherMonths);
    }

    /// A cycle in which a period begins at `start`: this one, or one with its anchor there.
    Cycle through(Instant start) {
      return plus(steps(start)).equals(start) ? this : new Cycle(start, months);
    }

    /// The period that begins at `start`.
    BillingPeriod from(Instant start) {
      Cycle cycle = through(start);
      return new BillingPeriod(start, cycle.plus(cycle.steps(start) + months));
    }

    /// The period at `now`: `paid` or one that follows it. Before the end of `paid`, it is `paid`.
    BillingPeriod at(BillingPeriod paid, Instant now) {
      return now.isBefore(paid.end()) ? paid : next(paid, now);
    }

    /// The first period after `paid` that isn't over by `now`.
    BillingPeriod next(BillingPeriod paid, Instant now) {
      Cycle cycle = through(paid.end());
      BillingPeriod next = cycle.from(paid.end());
      while (!now.isBefore(next.end())) {
        next = cycle.from(next.end());
      }
      return next;
    }

    /// The number of months from the anchor to `instant`, as if every month had the anchor's day.
    private long steps(Instant instant) {
      long whole =
          ChronoUnit.MONTHS.between(anchor.atZone(ZoneOffset.UTC), instant.atZone(ZoneOffset.UTC));
      return plus(whole + 1).equals(instant) ? whole + 1 : whole;
    }

    private Instant plus(long steps) {
      return anchor.atZone(ZoneOffset.UTC).plusMonths(steps).toInstant();
    }
  }
}
