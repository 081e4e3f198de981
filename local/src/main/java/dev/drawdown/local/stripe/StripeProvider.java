package dev.drawdown.local.stripe;

import dev.drawdown.adapters.Digests;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Plays the payment provider. It knows subscriptions and payments from earlier requests. It makes
/// each event in the form of its type, in the requested version and mode.
///
/// It knows the catalog's prices and nothing of the service's state, like the real provider.
public final class StripeProvider {
  private static final String VERSION = "2026-07-29.dahlia";

  private final Map<String, Maker> makers = new LinkedHashMap<>();
  private final Map<String, BilledSubscription> subscriptions = new TreeMap<>();
  private final PriceList prices;
  private final SubscriptionEvents events;
  private int made;

  public StripeProvider(Catalog catalog) {
    prices = new PriceList(catalog);
    Invoices invoices = new Invoices(prices, subscriptions);
    makers.put("invoice.paid", invoices::paid);
    makers.put("invoice.payment_failed", invoices::failed);
    events = new SubscriptionEvents(prices, subscriptions);
    makers.put("customer.subscription.updated", events::updated);
    makers.put("customer.subscription.paused", events::paused);
    makers.put("customer.subscription.resumed", events::resumed);
    makers.put("customer.subscription.deleted", events::deleted);
    Purchases purchases = new Purchases(prices);
    makers.put("checkout.session.completed", purchases::checkout);
    makers.put("checkout.session.async_payment_succeeded", purchases::checkout);
    makers.put("refund.created", (request, now) -> purchases.refund(request, now, "succeeded"));
    makers.put("refund.updated", (request, now) -> purchases.refund(request, now, "succeeded"));
    makers.put("refund.failed", (request, now) -> purchases.refund(request, now, "failed"));
    putDispute(purchases, "created", "needs_response");
    putDispute(purchases, "updated", "under_review");
    putDispute(purchases, "funds_withdrawn", "needs_response");
    putDispute(purchases, "funds_reinstated", "won");
    putDispute(purchases, "closed", "lost");
  }

  private void putDispute(Purchases purchases, String event, String usualStatus) {
    makers.put(
        "charge.dispute." + event, (request, now) -> purchases.dispute(request, now, usualStatus));
  }

  /// Makes the object of an event of one type, with `now` in whole seconds.
  @FunctionalInterface
  private interface Maker {
    Made make(EventRequest request, Instant now);
  }

  /// The object of an event, the names in it that a developer may need, the `former` values, and
  /// how the provider records it.
  record Made(
      Map<String, Object> object,
      Map<String, Object> names,
      Map<String, Object> former,
      Runnable remember) {}

  /// An event as the provider sends it. `body` is its JSON, and `names` are the names in it.
  public record ProviderEvent(String id, String type, Map<String, Object> names, String body) {
    /// The facts of the event for a developer.
    public Map<String, Object> summary() {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("id", id);
      summary.put("type", type);
      summary.putAll(names);
      return summary;
    }
  }

  /// The provider's knowledge of a subscription: its owner by its metadata, its items' plans that
  /// the catalog has, the end of the paid period, and whether it is `pastDue` or has `ended`.
  public record Subscribed(
      String id,
      Optional<String> account,
      Optional<String> pool,
      List<String> plans,
      Optional<Instant> paidUntil,
      boolean pastDue,
      boolean ended) {}

  /// All known subscriptions, by their names.
  public synchronized List<Subscribed> subscriptions() {
    return subscriptions.values().stream().map(this::subscribed).toList();
  }

  private Subscribed subscribed(BilledSubscription known) {
    return new Subscribed(
        known.id(),
        Optional.ofNullable(known.metadata().get("account")),
        Optional.ofNullable(known.metadata().get("pool")),
        known.items().stream().flatMap(item -> prices.planAt(item.priceId()).stream()).toList(),
        known.items().stream()
            .flatMap(item -> item.periods().stream())
            .map(BillingPeriod::end)
            .max(Instant::compareTo),
        known.pastDue(),
        events.hasEnded(known.id()));
  }

  /// Makes the requested event at the time `clock`, and records it. Refuses a field that neither
  /// the type nor the caller has read.
  public synchronized ProviderEvent make(JsonObject json, Instant clock) {
    EventRequest request = new EventRequest(json);
    String type = json.text("type");
    Maker maker = makers.get(type);
    if (maker == null) {
      throw request.problem("type", "must be one of " + String.join(", ", makers.keySet()));
    }
    Instant now = Instant.ofEpochSecond(clock.getEpochSecond());
    Made about = maker.make(request, now);
    Map<String, Object> event = envelope(request, type, about, now);
    String id = request.name("id").orElseGet(() -> nextId(event));
    event.put("id", id);
    json.requireNoMore();
    made++;
    about.remember().run();
    return new ProviderEvent(id, type, about.names(), StripeJson.write(event));
  }

  private static Map<String, Object> envelope(
      EventRequest request, String type, Made about, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("object", about.object());
    if (type.startsWith("customer.subscription.") && !type.endsWith(".deleted")) {
      data.put("previous_attributes", about.former());
    }
    Map<String, Object> event = StripeJson.object("event", "");
    event.put("api_version", request.text("version", VERSION));
    event.put("created", StripeJson.seconds(request.instant("created").orElse(now)));
    event.put("livemode", request.flag("livemode"));
    event.put("pending_webhooks", 1);
    event.put("type", type);
    event.put("data", data);
    return event;
  }

  /// Of several events in one second, the last one has the last id. A restarted service gives no id
  /// twice.
  private String nextId(Map<String, Object> event) {
    byte[] digest = Digests.sha256(StripeJson.write(event).getBytes(StandardCharsets.UTF_8));
    String name = HexFormat.of().formatHex(digest, 0, 4);
    return String.format(Locale.ROOT, "evt_%06d_%s", made + 1, name);
  }
}
