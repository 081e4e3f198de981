package dev.drawdown.local.stripe;

import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the provider's events, each as its type has it, in the version and mode that are asked
/// for.
public final class StripeEvents {
  private static final String VERSION = "2026-07-29.dahlia";

  private final Map<String, Maker> makers = new LinkedHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  /// What isn't said of a subscription is as `paidBefore` knows it.
  public StripeEvents(Catalog catalog, PaidBefore paidBefore) {
    PriceList prices = new PriceList(catalog);
    Invoices invoices = new Invoices(prices, paidBefore);
    Subscriptions subscriptions = new Subscriptions(prices, paidBefore);
    Checkouts checkouts = new Checkouts(prices);
    Reversals reversals = new Reversals(prices);
    makers.put("invoice.paid", invoices::paid);
    makers.put("invoice.payment_failed", invoices::failed);
    makers.put("customer.subscription.updated", subscriptions::updated);
    makers.put("customer.subscription.deleted", subscriptions::deleted);
    makers.put("checkout.session.completed", checkouts::completed);
    makers.put("checkout.session.async_payment_succeeded", checkouts::completed);
    makers.put("refund.created", reversals.refund("succeeded"));
    makers.put("refund.updated", reversals.refund("succeeded"));
    makers.put("refund.failed", reversals.refund("failed"));
    makers.put("charge.dispute.created", reversals.dispute("needs_response"));
    makers.put("charge.dispute.updated", reversals.dispute("under_review"));
    makers.put("charge.dispute.funds_withdrawn", reversals.dispute("needs_response"));
    makers.put("charge.dispute.funds_reinstated", reversals.dispute("won"));
    makers.put("charge.dispute.closed", reversals.dispute("lost"));
  }

  /// Makes what is asked for, when the clock shows `clock`.
  public ProviderEvent make(JsonObject request, Instant clock) {
    Order order = new Order(request);
    String type = request.text("type");
    Maker maker = makers.get(type);
    if (maker == null) {
      throw order.problem("type", "must be one of " + String.join(", ", makers.keySet()));
    }
    Instant now = Instant.ofEpochSecond(clock.getEpochSecond());
    Made about = maker.make(order, now);
    Map<String, Object> event = StripeJson.object("event", "");
    event.put("api_version", order.text("version", VERSION));
    event.put("created", StripeJson.seconds(order.instant("created").orElse(now)));
    event.put("livemode", order.flag("livemode"));
    event.put("type", type);
    event.put("data", Map.of("object", about.object()));
    String id = order.name("id").orElseGet(() -> nextId(event));
    event.put("id", id);
    return new ProviderEvent(id, type, about.names(), event);
  }

  /// Of several events of one second the one made last has the last id, as the provider's own order
  /// of events goes by both. A service that was restarted makes no id again for another event.
  private String nextId(Map<String, Object> event) {
    try {
      byte[] content = Json.write(event).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String name = HexFormat.of().formatHex(digest, 0, 4);
      return "evt_%06d_%s".formatted(made.incrementAndGet(), name);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
