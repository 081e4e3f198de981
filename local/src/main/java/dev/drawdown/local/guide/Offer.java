package dev.drawdown.local.guide;

import static java.util.Comparator.comparing;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product's offer at one instant: its catalog, and the plans and actions that the guide picks
/// for its examples.
record Offer(Catalog catalog) {
  /// The size of a plan of custom size in examples.
  static final Credits AGREED = Credits.of(1_000);

  /// The offer of `catalog` at `instant`: with the amounts in force then, and without later
  /// changes.
  static Offer at(Instant instant, Catalog catalog) {
    Map<PlanId, Plan> plans = new LinkedHashMap<>();
    catalog.plans().forEach((id, plan) -> plans.put(id, at(instant, plan)));
    return new Offer(
        new Catalog(
            catalog.product(),
            catalog.drawOrder(),
            catalog.actions(),
            plans,
            catalog.packs(),
            catalog.freeTier(),
            catalog.gracePolicy(),
            catalog.upgradeResets(),
            catalog.thresholds(),
            catalog.links()));
  }

  private static Plan at(Instant instant, Plan plan) {
    return new Plan(
        plan.id(),
        plan.name(),
        plan.period(),
        plan.allowance().map(allowance -> Allowance.of(allowance.at(instant))),
        plan.renewalBonus(),
        plan.pool(),
        plan.shards(),
        plan.price(),
        plan.stripePrices(),
        plan.grace(),
        plan.minimumGrace());
  }

  List<Action> actions() {
    return List.copyOf(catalog.actions().values());
  }

  List<Action> paidActions() {
    return actions().stream().filter(action -> !action.isFree()).toList();
  }

  /// The cheapest action that isn't free.
  Action cheapest() {
    return paidActions().stream().min(comparing(Action::cost)).orElseThrow();
  }

  Action dearest() {
    return paidActions().stream().max(comparing(Action::cost)).orElseThrow();
  }

  /// The plans that a person can buy.
  List<Plan> plans() {
    return catalog.plans().values().stream().filter(plan -> plan.isSold() && !plan.pool()).toList();
  }

  /// The plans with a fixed size, from the smallest to the largest.
  List<Plan> sizedPlans() {
    return plans().stream()
        .filter(plan -> plan.allowance().isPresent() && !size(plan).isNone())
        .sorted(comparing(Offer::size))
        .toList();
  }

  /// The plan in the examples.
  Optional<Plan> plan() {
    return sizedPlans().stream().findFirst().or(() -> plans().stream().findFirst());
  }

  /// The plans that a group buys for its members.
  List<Plan> poolPlans() {
    return catalog.plans().values().stream().filter(Plan::pool).toList();
  }

  List<Pack> packs() {
    return List.copyOf(catalog.packs().byId().values());
  }

  /// The kinds of credits that a customer can have, in the order of use.
  List<BucketKind> kinds() {
    return catalog.drawOrder().kinds();
  }

  boolean has(BucketKind kind) {
    return kinds().contains(kind);
  }

  /// The credits of one period of `plan` in examples.
  static Credits size(Plan plan) {
    return plan.allowance().map(Allowance::initially).orElse(AGREED);
  }

  static boolean refillsMonthly(Plan plan) {
    return plan.period() instanceof Period.BillingCycle(boolean monthly) && monthly;
  }

  static int days(Plan trial) {
    return trial.period() instanceof Period.Fixed(int days) ? days : 0;
  }
}
