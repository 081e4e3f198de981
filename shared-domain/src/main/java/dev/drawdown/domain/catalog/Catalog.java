package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Packs;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that a product configures: the cost of its actions, its plans and packs, the draw
/// order.
///
/// The constructor refuses an incomplete catalog. The draw order must name exactly the kinds of
/// buckets that the product has; promotional credits, which operators grant, may be left out. The
/// plans of the free tier must exist, and no price may sell two plans.
///
/// An edit of the catalog never changes credits that were granted before.
///
/// With `upgradeResets`, a change to a larger plan sets the balance to the new plan's amount.
/// Otherwise the change adds the difference.
public record Catalog(
    String product,
    DrawOrder drawOrder,
    Map<ActionId, Action> actions,
    Map<PlanId, Plan> plans,
    Packs packs,
    FreeTier freeTier,
    GracePolicy gracePolicy,
    boolean upgradeResets,
    UsageThresholds thresholds,
    Links links) {

  public Catalog {
    actions = InOrder.copyOf(actions);
    plans = InOrder.copyOf(plans);
    for (BucketKind kind : BucketKind.values()) {
      boolean fills = fills(kind, plans, packs, freeTier);
      if (fills && !drawOrder.names(kind) && kind != BucketKind.PROMOTIONAL) {
        throw new CatalogProblem("drawOrder", "misses " + kind.label() + ", which the product has");
      }
      if (!fills && drawOrder.names(kind)) {
        String place = "drawOrder[" + drawOrder.kinds().indexOf(kind) + "]";
        throw new CatalogProblem(
            place, "names " + kind.label() + ", which the product doesn't have");
      }
    }
    for (BucketKind kind : gracePolicy.suspendedDraws()) {
      if (!fills(kind, plans, packs, freeTier)) {
        throw new CatalogProblem(
            "suspendedDraws", "names " + kind.label() + ", which the product doesn't have");
      }
    }
    requirePlan("trialPlan", freeTier.trial(), Period.Fixed.class, plans);
    requirePlan("defaultPlan", freeTier.defaultPlan(), Period.CalendarMonth.class, plans);
    requirePrices(plans);
  }

  /// The standard draw order, reduced to the kinds of buckets that such a product has.
  public static DrawOrder standardOrder(Map<PlanId, Plan> plans, Packs packs, FreeTier freeTier) {
    return new DrawOrder(
        DrawOrder.STANDARD.kinds().stream()
            .filter(kind -> kind != BucketKind.PROMOTIONAL)
            .filter(kind -> fills(kind, plans, packs, freeTier))
            .toList());
  }

  public Optional<Action> action(ActionId id) {
    return Optional.ofNullable(actions.get(id));
  }

  public Optional<Plan> plan(PlanId id) {
    return Optional.ofNullable(plans.get(id));
  }

  /// The plan that lists this price of the payment provider.
  public Optional<Plan> planAt(String stripePrice) {
    return plans.values().stream()
        .filter(plan -> plan.stripePrices().contains(stripePrice))
        .findFirst();
  }

  /// The pack with this id, if the product sells it.
  public Optional<Pack> pack(PackId id) {
    return Optional.ofNullable(packs.byId().get(id));
  }

  public Optional<Plan> trial() {
    return freeTier.trial().flatMap(this::plan);
  }

  public Optional<Plan> defaultPlan() {
    return freeTier.defaultPlan().flatMap(this::plan);
  }

  public boolean isDefaultPlan(PlanId id) {
    return freeTier.defaultPlan().filter(id::equals).isPresent();
  }

  private static boolean fills(
      BucketKind kind, Map<PlanId, Plan> plans, Packs packs, FreeTier freeTier) {
    return switch (kind) {
      case PLAN -> plans.values().stream().anyMatch(plan -> !plan.pool());
      case PROMOTIONAL -> true;
      case STARTER -> freeTier.starter().isPresent();
      case POOL -> plans.values().stream().anyMatch(Plan::pool);
      case TOP_UP -> !packs.byId().isEmpty();
    };
  }

  private static void requirePrices(Map<PlanId, Plan> plans) {
    Set<String> listed = new HashSet<>();
    for (Plan plan : plans.values()) {
      for (String price : plan.stripePrices()) {
        if (!listed.add(price)) {
          throw new CatalogProblem("plans", "list the price " + price + " twice");
        }
      }
    }
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

  /// The product's pages where a person takes a next step. Each of them is optional.
  public record Links(
      Optional<URI> topUp, Optional<URI> choosePlan, Optional<URI> updatePaymentMethod) {
    public static final Links NONE =
        new Links(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The credits that an account gets without paying.
  ///
  /// The first charge grants the `starter` credits, once ever; they never expire. The first charge
  /// also starts the `trial`, a plan of fixed length. Every account without another plan has the
  /// `defaultPlan`.
  public record FreeTier(
      Optional<Credits> starter, Optional<PlanId> trial, Optional<PlanId> defaultPlan) {
    public static final FreeTier NONE =
        new FreeTier(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The rules for an account whose plan's next period isn't paid.
  ///
  /// The account goes on for `grace`. After that it is suspended and draws only buckets of the
  /// kinds `suspendedDraws`. If the provider gives up on the payment, the grace ends early, but
  /// never before `minimumGrace`.
  public record GracePolicy(Duration grace, Duration minimumGrace, Set<BucketKind> suspendedDraws) {
    public static final GracePolicy STANDARD =
        new GracePolicy(Duration.ofDays(14), Duration.ofDays(3), Set.of());

    public GracePolicy {
      suspendedDraws = Set.copyOf(suspendedDraws);
      requireGrace(grace);
      requireGrace(minimumGrace);
    }

    static void requireGrace(Duration grace) {
      if (grace.isNegative() || grace.compareTo(Duration.ofDays(366)) > 0) {
        throw new IllegalArgumentException("grace must be 0 to 366 days: " + grace);
      }
    }
  }
}
