package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.local.stripe.BilledSubscription.Item;
import dev.drawdown.local.stripe.StripeProvider.Made;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the provider's events of subscriptions themselves.
///
/// A request states all flags: it clears a cancellation, a pause or a status that it doesn't
/// mention. `previous_attributes` are the changes since the last event of the subscription.
final class SubscriptionEvents {
  private static final List<String> STATUSES =
      List.of(
          "incomplete",
          "incomplete_expired",
          "trialing",
          "active",
          "past_due",
          "canceled",
          "unpaid",
          "paused");
  private static final List<String> PAUSES = List.of("void", "keep_as_draft", "mark_uncollectible");
  private static final List<String> ENDINGS =
      List.of("cancellation_requested", "payment_failed", "payment_disputed");

  private final PriceList prices;
  private final Map<String, BilledSubscription> subscriptions;
  private final Map<String, Map<String, Object>> last = new HashMap<>();

  SubscriptionEvents(PriceList prices, Map<String, BilledSubscription> subscriptions) {
    this.prices = prices;
    this.subscriptions = subscriptions;
  }

  Made updated(EventRequest request, Instant now) {
    return made(request, now, request.oneOf("status", STATUSES), true);
  }

  /// A trial has ended without a payment method.
  Made paused(EventRequest request, Instant now) {
    return made(request, now, Optional.of("paused"), true);
  }

  Made resumed(EventRequest request, Instant now) {
    return made(request, now, Optional.of("active"), true);
  }

  Made deleted(EventRequest request, Instant now) {
    return made(request, now, Optional.of("canceled"), false);
  }

  /// Whether the last event of a subscription ended it.
  boolean hasEnded(String id) {
    Map<String, Object> sent = last.get(id);
    return sent != null && "canceled".equals(sent.get("status"));
  }

  private Made made(EventRequest request, Instant now, Optional<String> status, boolean lives) {
    String id = request.nameAfterOwner("subscription", "sub", "");
    BilledSubscription before =
        Optional.ofNullable(subscriptions.get(id))
            .orElseGet(() -> BilledSubscription.startedAt(now, id));
    BilledSubscription after = before.changedBy(request, prices);
    if (after.items().isEmpty()) {
      throw request.missing("plan", "no plan was paid for by " + id);
    }
    BillingPeriod period =
        request.period(after.current(after.items().getFirst(), now), after.cycle());
    Map<String, Object> json = json(request, after, now);
    json.put("status", status.orElse(after.status(now)));
    if (lives) {
      putFlags(json, request, period);
    } else {
      putEnd(json, request, now);
    }
    return new Made(
        json,
        names(after, period),
        former(request, before, json, now),
        () -> remember(after, json));
  }

  private Map<String, Object> former(
      EventRequest request, BilledSubscription before, Map<String, Object> json, Instant now) {
    Map<String, Object> lastSent = last.get(before.id());
    return StripeJson.former(lastSent == null ? asNew(request, before, json, now) : lastSent, json);
  }

  private void remember(BilledSubscription after, Map<String, Object> json) {
    subscriptions.put(after.id(), after);
    last.put(after.id(), json);
  }

  /// A subscription without an earlier event: nothing is planned for it.
  private static Map<String, Object> asNew(
      EventRequest request, BilledSubscription before, Map<String, Object> json, Instant now) {
    Map<String, Object> former = new LinkedHashMap<>(json);
    if (!before.items().isEmpty()) {
      former.putAll(json(request, before, now));
    }
    former.put("status", before.status(now));
    former.put("cancel_at", Optional.empty());
    former.put("cancel_at_period_end", false);
    former.put("pause_collection", Optional.empty());
    return former;
  }

  private static Map<String, Object> names(BilledSubscription held, BillingPeriod period) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("subscription", held.id());
    names.put("periodStart", period.start());
    names.put("periodEnd", period.end());
    return names;
  }

  private static void putFlags(
      Map<String, Object> json, EventRequest request, BillingPeriod period) {
    boolean atPeriodEnd = request.flag("cancelAtPeriodEnd");
    Optional<Instant> cancelAt = request.instant("cancelAt");
    if (atPeriodEnd && cancelAt.isPresent()) {
      throw request.problem("cancelAt", "can't be combined with cancelAtPeriodEnd");
    }
    json.put("cancel_at", StripeJson.seconds(atPeriodEnd ? Optional.of(period.end()) : cancelAt));
    json.put("cancel_at_period_end", atPeriodEnd);
    json.put("canceled_at", Optional.empty());
    json.put("ended_at", Optional.empty());
    json.put("pause_collection", pause(request));
  }

  private static Optional<Map<String, Object>> pause(EventRequest request) {
    Optional<Instant> resumesAt = request.instant("resumesAt");
    Optional<String> behavior = request.oneOf("pause", PAUSES);
    if (resumesAt.isPresent() && behavior.isEmpty()) {
      throw request.missing("pause", "resumesAt is the end of a pause");
    }
    return behavior.map(
        text -> {
          Map<String, Object> pause = new LinkedHashMap<>();
          pause.put("behavior", text);
          pause.put("resumes_at", StripeJson.seconds(resumesAt));
          return pause;
        });
  }

  private static void putEnd(Map<String, Object> json, EventRequest request, Instant now) {
    long endedAt = StripeJson.seconds(request.instant("endedAt").orElse(now));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("comment", Optional.empty());
    details.put("feedback", Optional.empty());
    details.put("reason", request.oneOf("reason", ENDINGS).orElse("cancellation_requested"));
    json.put("cancel_at", Optional.empty());
    json.put("cancel_at_period_end", false);
    json.put("canceled_at", endedAt);
    json.put("cancellation_details", details);
    json.put("ended_at", endedAt);
    json.put("pause_collection", Optional.empty());
  }

  private static Map<String, Object> json(
      EventRequest request, BilledSubscription held, Instant now) {
    List<Map<String, Object>> items =
        held.items().stream().map(item -> json(request, held, item, now)).toList();
    Map<String, Object> json = StripeJson.object("subscription", held.id());
    json.put("billing_cycle_anchor", StripeJson.seconds(held.cycle().anchor()));
    json.put("collection_method", "charge_automatically");
    json.put("created", StripeJson.seconds(held.startedAt()));
    json.put("currency", held.items().getFirst().monthly().currency());
    json.put("customer", held.customer());
    json.put(
        "items", StripeJson.list(items, false, "/v1/subscription_items?subscription=" + held.id()));
    json.put("livemode", request.flag("livemode"));
    json.put("metadata", held.metadata());
    json.put("start_date", StripeJson.seconds(held.startedAt()));
    json.put("trial_end", StripeJson.seconds(held.trialEnd()));
    return json;
  }

  private static Map<String, Object> json(
      EventRequest request, BilledSubscription held, Item item, Instant now) {
    BillingPeriod period = request.period(held.current(item, now), held.cycle());
    Map<String, Object> json = StripeJson.object("subscription_item", item.id());
    json.put("created", StripeJson.seconds(held.startedAt()));
    json.put("current_period_end", StripeJson.seconds(period.end()));
    json.put("current_period_start", StripeJson.seconds(period.start()));
    json.put("metadata", Map.of());
    json.put("price", price(item.priceId(), item.monthly(), held.unitAmount(request, item), held));
    json.put("quantity", item.quantity());
    json.put("subscription", held.id());
    return json;
  }

  private static Map<String, Object> price(
      String id, Price price, long unitAmount, BilledSubscription held) {
    int months = held.cycle().months();
    boolean years = months % 12 == 0;
    Map<String, Object> recurring = new LinkedHashMap<>();
    recurring.put("interval", years ? "year" : "month");
    recurring.put("interval_count", years ? months / 12 : months);
    recurring.put("usage_type", "licensed");
    Map<String, Object> json = StripeJson.object("price", id);
    json.put("active", true);
    json.put("billing_scheme", "per_unit");
    json.put("currency", price.currency());
    json.put("product", "prod_" + id);
    json.put("recurring", recurring);
    json.put("type", "recurring");
    json.put("unit_amount", unitAmount);
    return json;
  }
}
