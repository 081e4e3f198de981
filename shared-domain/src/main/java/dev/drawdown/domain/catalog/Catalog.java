package dev.drawdown.domain.catalog;

import java.util.Map;
import java.util.Optional;

/// Everything a product configures: what its actions cost, what it sells, and the order of drawing.
///
/// A catalog is whole or refused: its draw order names exactly the kinds of buckets it can fill,
/// and what the free tier names exists. Editing a catalog never touches what was granted before.
public record Catalog(
    String product,
    DrawOrder drawOrder,
    Map<ActionId, Action> actions,
    Map<PlanId, Plan> plans,
    Packs packs,
    FreeTier freeTier,
    GracePolicy gracePolicy,
    UsageThresholds thresholds,
    Links links) {

  public Catalog {
    actions = InOrder.copyOf(actions);
    plans = InOrder.copyOf(plans);
    for (BucketKind kind : BucketKind.values()) {
      boolean fills = fills(kind, plans, packs, freeTier);
      if (fills && !drawOrder.names(kind)) {
        throw new CatalogProblem("drawOrder", "misses " + kind.label() + ", which the product has");
      }
      if (!fills && drawOrder.names(kind)) {
        String place = "drawOrder[" + drawOrder.rank(kind) + "]";
        throw new CatalogProblem(
            place, "names " + kind.label() + ", which the product doesn't have");
      }
    }
    for (BucketKind kind : gracePolicy.suspendedDraws()) {
      if (!drawOrder.names(kind)) {
        throw new CatalogProblem(
            "suspendedDraws", "names " + kind.label() + ", which the product doesn't have");
      }
    }
    requirePlan("trialPlan", freeTier.trial(), Period.Fixed.class, plans);
    requirePlan("defaultPlan", freeTier.defaultPlan(), Period.CalendarMonth.class, plans);
  }

  /// The standard order, of the kinds of buckets that a product with these can fill.
  public static DrawOrder standardOrder(Map<PlanId, Plan> plans, Packs packs, FreeTier freeTier) {
    return new DrawOrder(
        DrawOrder.STANDARD.kinds().stream()
            .filter(kind -> fills(kind, plans, packs, freeTier))
            .toList());
  }

  public Optional<Action> action(ActionId id) {
    return Optional.ofNullable(actions.get(id));
  }

  public Optional<Plan> plan(PlanId id) {
    return Optional.ofNullable(plans.get(id));
  }

  /// The pack of that name, if it is sold.
  public Optional<Pack> pack(PackId id) {
    return Optional.ofNullable(packs.byId().get(id));
  }

  public Optional<Plan> trial() {
    return freeTier.trial().flatMap(this::plan);
  }

  public Optional<Plan> defaultPlan() {
    return freeTier.defaultPlan().flatMap(this::plan);
  }

  private static boolean fills(
      BucketKind kind, Map<PlanId, Plan> plans, Packs packs, FreeTier freeTier) {
    return switch (kind) {
      case PLAN -> plans.values().stream().anyMatch(plan -> !plan.pool());
      case STARTER -> freeTier.starter().isPresent();
      case POOL -> plans.values().stream().anyMatch(Plan::pool);
      case TOP_UP -> !packs.byId().isEmpty();
    };
  }

  private static void requirePlan(
      String place,
      Optional<PlanId> named,
      Class<? extends Period> period,
      Map<PlanId, Plan> plans) {
    if (named.isEmpty()) {
      return;
    }
    Plan plan = plans.get(named.get());
    if (plan == null) {
      throw new CatalogProblem(place, "there is no plan " + named.get());
    }
    if (plan.pool() || !period.isInstance(plan.period())) {
      throw new CatalogProblem(place, "plan " + plan.id() + " has another period or is for pools");
    }
  }
}
