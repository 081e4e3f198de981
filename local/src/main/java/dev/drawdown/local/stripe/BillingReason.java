package dev.drawdown.local.stripe;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why the provider writes an invoice.
enum BillingReason {
  /// A subscription's first period.
  SUBSCRIPTION_CREATE,
  /// A renewal.
  SUBSCRIPTION_CYCLE,
  /// A change within a period, such as an upgrade, which is prorated.
  SUBSCRIPTION_UPDATE;

  static BillingReason of(Order order, BillingReason usual) {
    String label = order.text("billingReason", usual.label());
    return Arrays.stream(values())
        .filter(reason -> reason.label().equals(label))
        .findFirst()
        .orElseThrow(() -> order.problem("billingReason", "must be one of " + labels()));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is paid for, unless it is said.
  BillingPeriod period(Subscribed sold, Instant now) {
    return switch (this) {
      case SUBSCRIPTION_CREATE -> BillingPeriod.monthFrom(now);
      case SUBSCRIPTION_CYCLE -> sold.next(now);
      case SUBSCRIPTION_UPDATE -> new BillingPeriod(now, sold.current(now).end());
    };
  }

  private static String labels() {
    return Arrays.stream(values()).map(BillingReason::label).collect(Collectors.joining(", "));
  }
}
