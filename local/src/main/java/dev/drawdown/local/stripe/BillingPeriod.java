package dev.drawdown.local.stripe;

import dev.drawdown.domain.subscription.PaidPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// A period that the provider bills, from `start` to `end`: a month unless it is said otherwise.
record BillingPeriod(Instant start, Instant end) {
  static BillingPeriod monthFrom(Instant start) {
    return new BillingPeriod(start, months(start, 1));
  }

  static BillingPeriod of(PaidPeriod paid) {
    return new BillingPeriod(paid.start(), paid.end());
  }

  /// The one that `now` is in, of this and the months that follow it; this one before its start.
  BillingPeriod at(Instant now) {
    return now.isBefore(end) ? this : next(now);
  }

  /// The first of the months that follow this period and aren't over by `now`.
  BillingPeriod next(Instant now) {
    long over = Math.max(0, ChronoUnit.MONTHS.between(utc(end), utc(now)));
    return new BillingPeriod(months(end, over), months(end, over + 1));
  }

  Map<String, Object> json() {
    Map<String, Object> period = new LinkedHashMap<>();
    period.put("start", StripeJson.seconds(start));
    period.put("end", StripeJson.seconds(end));
    return period;
  }

  private static Instant months(Instant instant, long months) {
    return utc(instant).plusMonths(months).toInstant();
  }

  private static ZonedDateTime utc(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }
}
