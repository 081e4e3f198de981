package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Price;
import dev.drawdown.domain.subscription.PaidPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the invoices of subscriptions, paid or not.
record Invoices(PriceList prices, PaidBefore paidBefore) {
  private static final Duration UNTIL_RETRY = Duration.ofDays(3);

  Made paid(Order order, Instant now) {
    Invoice invoice = invoice(order, BillingReason.SUBSCRIPTION_CREATE, now);
    Map<String, Object> json = invoice.json();
    json.put("status", "paid");
    return new Made(json, invoice.sold().names(invoice.period()));
  }

  /// With `last` nobody will try again.
  Made failed(Order order, Instant now) {
    Invoice invoice = invoice(order, BillingReason.SUBSCRIPTION_CYCLE, now);
    Map<String, Object> json = invoice.json();
    json.put("status", "open");
    if (!order.flag("last")) {
      json.put("next_payment_attempt", StripeJson.seconds(now.plus(UNTIL_RETRY)));
    }
    return new Made(json, invoice.sold().names(invoice.period()));
  }

  private Invoice invoice(Order order, BillingReason usual, Instant now) {
    BillingReason reason = BillingReason.of(order, usual);
    Subscribed sold = Subscribed.of(order, paidBefore);
    BillingPeriod period = Subscribed.period(order, reason.period(sold, now));
    Price price = prices.ofPlan(sold.plan());
    long amount = order.number("amount").orElse(price.amount() * sold.quantity());
    List<Line> lines = new ArrayList<>();
    lines.add(line(sold, sold.plan(), amount, sold.quantity(), period));
    if (reason == BillingReason.SUBSCRIPTION_UPDATE) {
      sold.before().map(before -> credit(sold, before, period)).ifPresent(lines::add);
    }
    String currency = order.text("currency", price.currency());
    return new Invoice(sold, reason, period, currency, lines, sold.metadata(prices));
  }

  /// What is given back for the rest of the period on the plan before.
  private Line credit(Subscribed sold, PaidPeriod before, BillingPeriod period) {
    String plan = before.plan().value();
    long amount = -prices.ofPlan(plan).amount() * before.quantity();
    return line(sold, plan, amount, before.quantity(), period);
  }

  private Line line(
      Subscribed sold, String plan, long amount, long quantity, BillingPeriod period) {
    return new Line(sold.id(), prices.idOf(plan), amount, quantity, period);
  }
}
