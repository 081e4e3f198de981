package dev.drawdown.local.stripe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// A period that the provider bills, from `start` to `end`. The end may come first: such a period
/// is wrong, and can be sent.
record BillingPeriod(Instant start, Instant end) {
  boolean includes(Instant now) {
    return !now.isBefore(start) && now.isBefore(end);
  }

  /// The part of `amount`, which is for the whole period, that is for the time from `now` on.
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

  /// The rhythm in which a subscription is billed: every so many `months`, on the day and at the
  /// time of `anchor`, or on the last day of a month that has no such day.
  record Cycle(Instant anchor, int months) {
    Cycle every(int otherMonths) {
      return new Cycle(anchor, otherMonths);
    }

    /// The cycle in which `start` begins a period: this one, or one that is anchored there.
    Cycle through(Instant start) {
      return plus(steps(start)).equals(start) ? this : new Cycle(start, months);
    }

    /// The period that begins at `start`.
    BillingPeriod from(Instant start) {
      Cycle cycle = through(start);
      return new BillingPeriod(start, cycle.plus(cycle.steps(start) + months));
    }

    /// The period that `now` is in, of `paid` and those that follow it; before the end of `paid`,
    /// that one.
    BillingPeriod at(BillingPeriod paid, Instant now) {
      return now.isBefore(paid.end()) ? paid : next(paid, now);
    }

    /// The first of the periods that follow `paid` and aren't over by `now`.
    BillingPeriod next(BillingPeriod paid, Instant now) {
      Cycle cycle = through(paid.end());
      BillingPeriod next = cycle.from(paid.end());
      while (!now.isBefore(next.end())) {
        next = cycle.from(next.end());
      }
      return next;
    }

    /// How many months `instant` is after the anchor, if months were all long enough.
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
