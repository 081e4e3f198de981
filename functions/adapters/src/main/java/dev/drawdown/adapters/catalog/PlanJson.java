package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The JSON of plans.
final class PlanJson {
  private PlanJson() {}

  static Map<PlanId, Plan> plans(JsonObject catalog, GracePolicy gracePolicy) {
    Set<String> listed = new HashSet<>();
    return CatalogFields.byId(catalog, "plans", json -> plan(json, listed, gracePolicy), Plan::id);
  }

  private static Plan plan(JsonObject json, Set<String> listed, GracePolicy gracePolicy) {
    PlanId id = new PlanId(json.identifier("id"));
    String name = CatalogFields.name(json);
    Period period = period(json);
    Optional<Allowance> allowance = allowance(json);
    Optional<Credits> renewalBonus = CatalogFields.credits(json, "renewalBonus", 0);
    List<String> stripePrices = stripePrices(json, listed);
    Optional<Duration> grace = CatalogFields.grace(json, "grace");
    Optional<Duration> minimumGrace =
        CatalogFields.minimumGrace(json, grace.orElse(gracePolicy.grace()));
    boolean pool = json.flag("pool");
    if (!(period instanceof Period.BillingCycle)) {
      refuseIf(json, "credits", allowance.isEmpty(), "is missing");
      refuseBillingCycleFields(json, renewalBonus, stripePrices, grace, minimumGrace, pool);
    }
    return new Plan(
        id,
        name,
        period,
        allowance,
        renewalBonus.orElse(Credits.NONE),
        pool,
        shards(json, pool),
        CatalogFields.price(json),
        stripePrices,
        grace,
        minimumGrace);
  }

  /// Refuses the fields that only a plan with the period billing-cycle may have.
  private static void refuseBillingCycleFields(
      JsonObject json,
      Optional<Credits> renewalBonus,
      List<String> stripePrices,
      Optional<Duration> grace,
      Optional<Duration> minimumGrace,
      boolean pool) {
    String reason = "needs the period billing-cycle";
    refuseIf(json, "renewalBonus", renewalBonus.isPresent(), reason);
    refuseIf(json, "stripePrices", !stripePrices.isEmpty(), reason);
    refuseIf(json, "grace", grace.isPresent(), reason);
    refuseIf(json, "minimumGrace", minimumGrace.isPresent(), reason);
    refuseIf(json, "pool", pool, reason);
  }

  private static int shards(JsonObject json, boolean pool) {
    OptionalLong shards = json.optionalNumber("shards", 1, Plan.MAX_SHARDS);
    refuseIf(json, "shards", shards.isPresent() && !pool, "needs pool");
    return (int) shards.orElse(1);
  }

  /// A payment names its plan by one of these prices, so two plans can't list the same price.
  private static List<String> stripePrices(JsonObject json, Set<String> listed) {
    List<String> prices = json.texts("stripePrices");
    for (int i = 0; i < prices.size(); i++) {
      String place = "stripePrices[" + i + "]";
      refuseIf(json, place, !Identifier.isValid(prices.get(i)), Identifier.RULE);
      refuseIf(json, place, !listed.add(prices.get(i)), "is listed already: " + prices.get(i));
    }
    return prices;
  }

  private static Period period(JsonObject json) {
    String label = json.text("period");
    boolean days = json.optionalNumber("days", 1, 3660).isPresent();
    refuseIf(json, "days", days && !label.equals("fixed"), "needs the period fixed");
    boolean refill = monthlyRefill(json);
    refuseIf(
        json, "refill", refill && !label.equals("billing-cycle"), "needs the period billing-cycle");
    return switch (label) {
      case "calendar-month" -> new Period.CalendarMonth();
      case "billing-cycle" -> new Period.BillingCycle(refill);
      case "fixed" -> new Period.Fixed((int) json.number("days", 1, 3660));
      default -> throw json.problem("period", "must be calendar-month or billing-cycle or fixed");
    };
  }

  private static boolean monthlyRefill(JsonObject json) {
    Optional<String> refill = json.optionalText("refill");
    refuseIf(
        json,
        "refill",
        refill.filter(every -> !every.equals("month")).isPresent(),
        "must be month");
    return refill.isPresent();
  }

  private static Optional<Allowance> allowance(JsonObject json) {
    Optional<Credits> initially = CatalogFields.credits(json, "credits", 1);
    Map<Instant, Credits> changes = changes(json);
    refuseIf(json, "changes", initially.isEmpty() && !changes.isEmpty(), "needs credits");
    return initially.map(credits -> new Allowance(credits, changes));
  }

  private static Map<Instant, Credits> changes(JsonObject json) {
    Map<Instant, Credits> changes = new HashMap<>();
    for (JsonObject change : json.objects("changes")) {
      Instant from = change.instant("from");
      Credits credits = Credits.of(change.number("credits", 0, CatalogFields.MAX_CREDITS));
      refuseIf(change, "from", changes.put(from, credits) != null, "is there twice");
      change.requireNoMore();
    }
    return changes;
  }

  private static void refuseIf(JsonObject json, String field, boolean fault, String reason) {
    if (fault) {
      throw json.problem(field, reason);
    }
  }
}
