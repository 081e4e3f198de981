package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/// One line of an invoice. `ofSubscription` says that it is what the subscription itself comes to,
/// not something added to the invoice; a `proration` is a correction for a part of a period.
record InvoiceLine(
    JsonObject json,
    long amount,
    boolean ofSubscription,
    boolean proration,
    Optional<String> price,
    Instant start,
    Instant end) {
  private static final long MOST = 1_000_000_000_000L;

  static InvoiceLine read(JsonObject line) {
    JsonObject parent = line.object("parent");
    String type = parent.text("type");
    JsonObject period = line.object("period");
    return new InvoiceLine(
        line,
        line.number("amount", -MOST, MOST),
        type.equals("subscription_item_details"),
        parent.optionalObject(type).filter(details -> details.flag("proration")).isPresent(),
        price(line),
        StripeFields.instant(period, "start"),
        StripeFields.instant(period, "end"));
  }

  private static Optional<String> price(JsonObject line) {
    return line.optionalObject("pricing")
        .flatMap(pricing -> pricing.optionalObject("price_details"))
        .flatMap(details -> StripeFields.reference(details, "price"));
  }

  boolean isWholePeriod() {
    return ofSubscription && !proration;
  }
}
