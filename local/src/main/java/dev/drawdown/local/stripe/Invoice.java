package dev.drawdown.local.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A subscription's invoice for one period, before it is known whether it is paid.
record Invoice(
    Subscribed sold,
    BillingReason reason,
    BillingPeriod period,
    String currency,
    List<Line> lines,
    Map<String, Object> metadata) {
  Invoice {
    lines = List.copyOf(lines);
  }

  Map<String, Object> json() {
    Map<String, Object> invoice =
        StripeJson.object("invoice", "in_" + sold.id() + "_" + period.end());
    invoice.put("billing_reason", reason.label());
    invoice.put("collection_method", "charge_automatically");
    invoice.put("currency", currency);
    invoice.put("customer", sold.subject().customer());
    boolean prorated = reason == BillingReason.SUBSCRIPTION_UPDATE;
    invoice.put(
        "lines",
        StripeJson.list(lines.stream().map(line -> line.json(prorated, currency)).toList()));
    invoice.put("parent", parent());
    // When it was being written, which isn't what it is for.
    invoice.put("period_start", StripeJson.seconds(period.start()));
    invoice.put("period_end", StripeJson.seconds(period.start()));
    invoice.put("total", lines.stream().mapToLong(Line::amount).sum());
    return invoice;
  }

  private Map<String, Object> parent() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("metadata", metadata);
    details.put("subscription", sold.id());
    return StripeJson.tagged("subscription_details", details);
  }
}
