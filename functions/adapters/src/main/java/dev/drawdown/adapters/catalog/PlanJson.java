package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The JSON of plans.
final class PlanJson {
  private PlanJson() {}

  static Map<PlanId, Plan> plans(JsonObject catalog) {
    Set<String> stripePrices = new HashSet<>();
    return CatalogFields.byId(catalog, "plans", json -> plan(json, stripePrices), Plan::id);
  }

  private static Plan plan(JsonObject json, Set<String> stripePrices) {
    PlanId id = new PlanId(CatalogFields.identifier(json, "id"));
    String name = CatalogFields.name(json);
    Period period = period(json);
    Optional<Allowance> allowance = allowance(json);
    Optional<Credits> renewalBonus = CatalogFields.credits(json, "renewalBonus", 0);
    Optional<String> stripePrice = CatalogFields.optionalIdentifier(json, "stripePrice");
    if (!(period instanceof Period.BillingCycle)) {
      refuse(json, "credits", allowance.isEmpty(), "is missing");
      refuse(json, "renewalBonus", renewalBonus.isPresent(), "needs the period billing-cycle");
      refuse(json, "stripePrice", stripePrice.isPresent(), "needs the period billing-cycle");
      refuse(json, "pool", json.flag("pool"), "needs the period billing-cycle");
    }
    boolean pool = json.flag("pool");
    OptionalLong shards = json.optionalNumber("shards", 1, Plan.MAX_SHARDS);
    refuse(json, "shards", shards.isPresent() && !pool, "needs pool");
    // A payment names its plan by this price.
    boolean taken = stripePrice.isPresent() && !stripePrices.add(stripePrice.get());
    refuse(json, "stripePrice", taken, "is that of another plan");
    return new Plan(
        id,
        name,
        period,
        allowance,
        renewalBonus.orElse(Credits.NONE),
        pool,
        (int) shards.orElse(1),
        CatalogFields.price(json),
        stripePrice);
  }

  private static Period period(JsonObject json) {
    String label = json.text("period");
    boolean days = json.optionalNumber("days", 1, 3660).isPresent();
    refuse(json, "days", days && !label.equals("fixed"), "needs the period fixed");
    return switch (label) {
      case "calendar-month" -> new Period.CalendarMonth();
      case "billing-cycle" -> new Period.BillingCycle();
      case "fixed" -> new Period.Fixed((int) json.number("days", 1, 3660));
      default -> throw json.problem("period", "must be calendar-month or billing-cycle or fixed");
    };
  }

  private static Optional<Allowance> allowance(JsonObject json) {
    Optional<Credits> initially = CatalogFields.credits(json, "credits", 1);
    Map<Instant, Credits> changes = changes(json);
    refuse(json, "changes", initially.isEmpty() && !changes.isEmpty(), "needs credits");
    return initially.map(credits -> new Allowance(credits, changes));
  }

  private static Map<Instant, Credits> changes(JsonObject json) {
    Map<Instant, Credits> changes = new HashMap<>();
    for (JsonObject change : json.objects("changes")) {
      Instant from = CatalogFields.instant(change, "from");
      Credits credits = Credits.of(change.number("credits", 0, CatalogFields.MAX_CREDITS));
      refuse(change, "from", changes.put(from, credits) != null, "is there twice");
      change.requireNoMore();
    }
    return changes;
  }

  private static void refuse(JsonObject json, String field, boolean fault, String reason) {
    if (fault) {
      throw json.problem(field, reason);
    }
  }
}
