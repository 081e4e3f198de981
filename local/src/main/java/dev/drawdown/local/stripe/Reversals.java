package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Price;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes refunds and disputes of payments for packs.
record Reversals(PriceList prices) {
  Maker refund(String usualStatus) {
    return (order, _) -> make(order, "refund", "re_", usualStatus);
  }

  Maker dispute(String usualStatus) {
    return (order, _) -> make(order, "dispute", "dp_", usualStatus);
  }

  /// The whole price of the pack, unless `amount` says how much of the payment it is about.
  private Made make(Order order, String kind, String prefix, String usualStatus) {
    String payment =
        order
            .name("payment")
            .orElseThrow(() -> order.missing("payment", "the answer to its checkout names it"));
    String id = order.name(kind).orElseGet(() -> order.named(kind, prefix + payment));
    Optional<Price> price = order.name("pack").map(prices::ofPack);
    long amount =
        order
            .number("amount")
            .orElseGet(
                () ->
                    price.orElseThrow(() -> order.missing("amount", "or name the pack")).amount());
    Map<String, Object> json = StripeJson.object(kind, id);
    json.put("amount", amount);
    json.put("currency", order.text("currency", price.map(Price::currency).orElse("usd")));
    json.put("metadata", Subject.of(order).metadata());
    json.put("payment_intent", payment);
    json.put("status", order.text("status", usualStatus));
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("payment", payment);
    names.put(kind, id);
    return new Made(json, names);
  }
}
