package dev.drawdown.local.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes subscriptions as they are after something has changed.
record Subscriptions(PriceList prices, PaidBefore paidBefore) {
  /// A cancellation is planned for `cancelAt`, or with `cancelAtPeriodEnd`; without either of them
  /// there is none, or no more.
  Made updated(Order order, Instant now) {
    Subscribed held = Subscribed.of(order, paidBefore);
    BillingPeriod period = Subscribed.period(order, held.current(now));
    Map<String, Object> json = json(held, period);
    boolean atPeriodEnd = order.flag("cancelAtPeriodEnd");
    Optional<Instant> cancelAt = order.instant("cancelAt");
    if (atPeriodEnd && cancelAt.isPresent()) {
      throw order.problem("cancelAt", "can't be there beside cancelAtPeriodEnd");
    }
    json.put("cancel_at_period_end", atPeriodEnd);
    cancelAt
        .or(() -> atPeriodEnd ? Optional.of(period.end()) : Optional.empty())
        .ifPresent(at -> json.put("cancel_at", StripeJson.seconds(at)));
    json.put("status", order.text("status", "active"));
    return new Made(json, held.names(period));
  }

  Made deleted(Order order, Instant now) {
    Subscribed held = Subscribed.of(order, paidBefore);
    BillingPeriod period = Subscribed.period(order, held.current(now));
    Map<String, Object> json = json(held, period);
    json.put("cancel_at_period_end", false);
    json.put("ended_at", StripeJson.seconds(order.instant("endedAt").orElse(now)));
    json.put("status", "canceled");
    return new Made(json, held.names(period));
  }

  private Map<String, Object> json(Subscribed held, BillingPeriod period) {
    Map<String, Object> item = StripeJson.object("subscription_item", "si_" + held.id());
    item.put("current_period_start", StripeJson.seconds(period.start()));
    item.put("current_period_end", StripeJson.seconds(period.end()));
    item.put("price", StripeJson.object("price", prices.idOf(held.plan())));
    item.put("quantity", held.quantity());
    Map<String, Object> subscription = StripeJson.object("subscription", held.id());
    subscription.put("customer", held.subject().customer());
    subscription.put("items", StripeJson.list(List.of(item)));
    subscription.put("metadata", held.metadata(prices));
    return subscription;
  }
}
