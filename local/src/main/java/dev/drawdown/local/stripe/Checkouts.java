package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Price;
import java.time.Instant;
import java.util.Map;

/// Makes checkout sessions, in which packs are bought.
record Checkouts(PriceList prices) {
  /// Paid, unless `paymentStatus` says otherwise: some ways of paying take days, and then another
  /// event follows.
  Made completed(Order order, Instant now) {
    Subject buyer = Subject.of(order);
    String pack = order.name("pack").orElseThrow(() -> order.missing("pack", "what is bought"));
    String payment = buyer.named("payment", "pi", "_" + now);
    Price price = prices.ofPack(pack);
    long amount = order.number("amount").orElse(price.amount());
    Map<String, Object> metadata = buyer.metadata();
    metadata.put("pack", pack);
    Map<String, Object> session = StripeJson.object("checkout.session", "cs_" + payment);
    session.put("amount_subtotal", amount);
    session.put("amount_total", amount);
    session.put("currency", order.text("currency", price.currency()));
    session.put("customer", buyer.customer());
    session.put("metadata", metadata);
    session.put("mode", "payment");
    session.put("payment_intent", payment);
    session.put("payment_status", order.text("paymentStatus", "paid"));
    session.put("status", "complete");
    return new Made(session, Map.of("payment", payment));
  }
}
