package dev.drawdown.operator.prove;

import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A catalog in plain numbers and words: everything that the customer and the naive model know of
/// it. It contains no rules of the domain.
///
/// Amounts are those in force when the story begins. To prove an amount that changes later, write
/// it into a catalog of its own.
record PlainCatalog(
    List<PlanSold> plans,
    List<PackSold> packs,
    List<ActionSold> actions,
    long starter,
    Optional<PlanSold> trial,
    Optional<PlanSold> month,
    boolean upgradeResets,
    List<String> drawOrder,
    Set<String> suspendedDraws) {
  /// The agreed size of a plan whose size the catalog leaves open.
  static final long AGREED = 1_000;

  /// A plan with `credits` for one unit and period. `monthPrice` and `yearPrice` are the provider's
  /// names of one price each. `cents` is the catalog's price for a month, or -1 if it has none. A
  /// year costs twelve times as much.
  record PlanSold(
      String id,
      long credits,
      long bonus,
      boolean monthly,
      boolean pool,
      boolean agreed,
      String monthPrice,
      Optional<String> yearPrice,
      long cents,
      Duration grace,
      Duration minimumGrace,
      int days) {
    /// The name of the price for a month or a year.
    String price(int months) {
      return months == 1 ? monthPrice : yearPrice.orElseThrow();
    }

    boolean isSoldByTheYear() {
      return yearPrice.isPresent();
    }

    /// The price of so many units for `months`, or -1 if the catalog has no price.
    long cents(int units, int months) {
      return cents < 0 ? -1 : cents * units * months;
    }
  }

  /// A pack, and its price in cents. A pack without a price costs ten dollars, as in `./dev`.
  record PackSold(String id, long credits, long cents) {}

  /// An action that costs credits.
  record ActionSold(String id, long cost, boolean oncePerDocument) {}

  /// The catalog at `start`. It doesn't state the interval of a price, so `yearly` names the prices
  /// by the year. Refuses a name that no plan lists, and a plan that is sold by the year only.
  static PlainCatalog of(Catalog catalog, Set<String> yearly, Instant start) {
    List<PlanSold> sold = new ArrayList<>();
    catalog.plans().values().stream()
        .filter(Plan::isSold)
        .forEach(plan -> sold.add(sold(plan, catalog, yearly, start)));
    requireListed(yearly, catalog);
    return new PlainCatalog(
        sold,
        catalog.packs().byId().values().stream().map(PlainCatalog::sold).toList(),
        catalog.actions().values().stream()
            .filter(action -> !action.isFree())
            .map(PlainCatalog::sold)
            .sorted(Comparator.comparingLong(ActionSold::cost).thenComparing(ActionSold::id))
            .toList(),
        catalog.freeTier().starter().map(credits -> credits.amount()).orElse(0L),
        catalog.trial().map(plan -> sold(plan, catalog, Set.of(), start)),
        catalog.defaultPlan().map(plan -> sold(plan, catalog, Set.of(), start)),
        catalog.upgradeResets(),
        catalog.drawOrder().kinds().stream().map(BucketKind::label).toList(),
        catalog.gracePolicy().suspendedDraws().stream()
            .map(BucketKind::label)
            .collect(Collectors.toSet()));
  }

  private static void requireListed(Set<String> yearly, Catalog catalog) {
    Set<String> unknown = new TreeSet<>(yearly);
    catalog.plans().values().forEach(plan -> unknown.removeAll(plan.stripePrices()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no plan lists the price " + String.join(", ", unknown));
    }
  }

  /// The first price that isn't `yearly`. A plan that lists no price gets the name that `./dev`
  /// gives it.
  private static String monthPrice(Plan plan, Set<String> yearly) {
    if (plan.stripePrices().isEmpty()) {
      return "price_" + plan.id();
    }
    return plan.stripePrices().stream()
        .filter(price -> !yearly.contains(price))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "plan " + plan.id() + " needs a price that isn't by the year"));
  }

  private static PlanSold sold(Plan plan, Catalog catalog, Set<String> yearly, Instant start) {
    Duration grace = plan.grace().orElse(catalog.gracePolicy().grace());
    Duration least = plan.minimumGrace().orElse(catalog.gracePolicy().minimumGrace());
    return new PlanSold(
        plan.id().value(),
        plan.allowance().map(allowance -> allowance.at(start).amount()).orElse(AGREED),
        plan.renewalBonus().amount(),
        plan.period() instanceof Period.BillingCycle(boolean monthlyRefill) && monthlyRefill,
        plan.pool(),
        plan.allowance().isEmpty(),
        monthPrice(plan, yearly),
        plan.stripePrices().stream().filter(yearly::contains).findFirst(),
        plan.price().map(Price::amount).orElse(-1L),
        grace,
        least.compareTo(grace) < 0 ? least : grace,
        plan.period() instanceof Period.Fixed(int days) ? days : 0);
  }

  private static PackSold sold(Pack pack) {
    long cents = pack.price().map(Price::amount).filter(amount -> amount > 0).orElse(1_000L);
    return new PackSold(pack.id().value(), pack.credits().amount(), cents);
  }

  private static ActionSold sold(Action action) {
    return new ActionSold(action.id().value(), action.cost().amount(), action.oncePerDocument());
  }

  PlanSold plan(String id) {
    return plans.stream().filter(plan -> plan.id().equals(id)).findFirst().orElseThrow();
  }
}
