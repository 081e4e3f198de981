package dev.drawdown.local.stripe;

import java.util.LinkedHashMap;
import java.util.Map;

/// One line of an invoice: so many of a plan for a period, or, prorated, for the rest of it.
record Line(String subscription, String price, long amount, long quantity, BillingPeriod period) {
  Map<String, Object> json(boolean prorated, String currency) {
    Map<String, Object> line = StripeJson.object("line_item", "il_" + price);
    line.put("amount", amount);
    line.put("currency", currency);
    line.put("parent", parent(prorated));
    line.put("period", period.json());
    line.put("pricing", StripeJson.tagged("price_details", Map.of("price", price)));
    line.put("quantity", quantity);
    return line;
  }

  private Map<String, Object> parent(boolean prorated) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("proration", prorated);
    details.put("subscription", subscription);
    details.put("subscription_item", "si_" + subscription);
    return StripeJson.tagged("subscription_item_details", details);
  }
}
