package dev.drawdown.local.demo;

import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.console.OwnCalls;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.stripe.StripeProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The history of a product's customers in the last weeks. It consists of the requests and payments
/// that the product and its payment provider would have sent, in order of time.
final class DemoHistory {
  private static final int MOST_CHARGES = 10;

  private final OwnCalls calls;
  private final StripeProvider provider;
  private final Webhook webhook;
  private final PastClock clock;
  private final Map<String, Long> costs;
  private final Instant now;
  private final List<Step> steps = new ArrayList<>();

  /// `calls` and `webhook` lead to a service that reads `clock`, which shows the present at first.
  DemoHistory(
      DemoProduct product,
      OwnCalls calls,
      StripeProvider provider,
      Webhook webhook,
      PastClock clock) {
    this.calls = calls;
    this.provider = provider;
    this.webhook = webhook;
    this.clock = clock;
    this.costs = costs(product);
    this.now = clock.instant();
  }

  /// A clock that is set to each moment of the history.
  static final class PastClock implements InstantSource {
    private volatile Instant at;

    PastClock(Instant at) {
      this.at = at;
    }

    @Override
    public Instant instant() {
      return at;
    }
  }

  private record Step(Instant at, Runnable does) {}

  private static Map<String, Long> costs(DemoProduct product) {
    Map<String, Long> costs = new HashMap<>();
    product
        .catalog()
        .actions()
        .values()
        .forEach(action -> costs.put(action.id().value(), action.cost().amount()));
    return costs;
  }

  /// Runs all recorded steps, and leaves the clock at the present.
  void happen() {
    steps.sort(Comparator.comparing(Step::at));
    for (Step step : steps) {
      clock.at = step.at();
      step.does().run();
    }
    clock.at = now;
  }

  /// Records a first payment of a plan, for an account or a pool.
  void pay(String kind, String owner, String plan, long daysAgo) {
    step(daysAgo, () -> deliver(Map.of("type", "invoice.paid", kind, owner, "plan", plan)));
  }

  /// Records a failed renewal. `last` means that the provider doesn't try again.
  void decline(String account, boolean last, long daysAgo) {
    step(
        daysAgo,
        () -> deliver(Map.of("type", "invoice.payment_failed", "account", account, "last", last)));
  }

  void topUp(String account, String pack, long daysAgo) {
    step(
        daysAgo,
        () ->
            deliver(
                Map.of("type", "checkout.session.completed", "account", account, "pack", pack)));
  }

  void join(String pool, String account, Map<String, ?> terms, long daysAgo) {
    String path = "/v1/pools/" + pool + "/members/" + account;
    step(daysAgo, () -> calls.send("PUT", path, "join-" + account, terms));
  }

  /// Records spending of so many credits within some days, on these actions in turn.
  void spend(String account, long credits, long firstDaysAgo, long lastDaysAgo, String... actions) {
    spend(account, credits, daysAgo(firstDaysAgo), daysAgo(lastDaysAgo), actions);
  }

  /// Records spending of so many credits from the first of the month until now.
  void spendThisMonth(String account, long credits, String... actions) {
    Instant first =
        now.atZone(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    spend(account, credits, first, now, actions);
  }

  private void spend(String account, long credits, Instant from, Instant to, String... actions) {
    long left = credits;
    for (int i = 1; i <= MOST_CHARGES && left > 0; i++) {
      String action = i == MOST_CHARGES ? cheapest(actions) : actions[i % actions.length];
      long cost = costs.getOrDefault(action, 1L);
      // Some days have more than others.
      long wanted = i == MOST_CHARGES ? left : 1 + credits * (2 + i * 5 % 7) / (5 * MOST_CHARGES);
      long quantity = Math.min(left, wanted) / cost;
      if (quantity == 0) {
        quantity = left >= cost ? 1 : 0;
      }
      if (quantity > 0) {
        Instant at = from.plus(Duration.between(from, to).multipliedBy(i).dividedBy(MOST_CHARGES));
        Map<String, ?> charge = charge(action, account + "-" + i, quantity);
        String key = "history-" + i;
        steps.add(
            new Step(
                at, () -> calls.send("POST", "/v1/accounts/" + account + "/charges", key, charge)));
        left -= quantity * cost;
      }
    }
  }

  private String cheapest(String... actions) {
    return List.of(actions).stream()
        .min(Comparator.comparing(action -> costs.getOrDefault(action, 1L)))
        .orElseThrow();
  }

  private static Map<String, ?> charge(String action, String document, long quantity) {
    Map<String, Object> charge = new LinkedHashMap<>();
    charge.put("action", action);
    charge.put("document", document);
    charge.put("quantity", quantity);
    return charge;
  }

  private Instant daysAgo(long days) {
    return now.minus(Duration.ofDays(days));
  }

  private void step(long daysAgo, Runnable does) {
    steps.add(new Step(daysAgo(daysAgo), does));
  }

  private void deliver(Map<String, ?> request) {
    String body = provider.make(JsonObject.parse(Json.write(request)), clock.instant()).body();
    Webhook.Delivery delivery = webhook.deliver(body, Optional.empty());
    if (!delivery.isTaken()) {
      throw new IllegalStateException(request + " was refused: " + delivery.reason());
    }
  }
}
