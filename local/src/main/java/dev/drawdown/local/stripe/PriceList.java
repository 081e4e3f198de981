package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.util.List;
import java.util.Optional;

/// The prices of plans and packs, and the provider's identifiers of plans' prices. A plan or pack
/// without a price in the catalog costs ten dollars.
record PriceList(Catalog catalog) {
  private static final Price OTHERWISE = new Price(1_000, "usd");

  Price ofPlan(String plan) {
    return plan(plan).flatMap(Plan::price).orElse(OTHERWISE);
  }

  Price ofPack(String pack) {
    return catalog.pack(new PackId(pack)).flatMap(Pack::price).orElse(OTHERWISE);
  }

  /// The price of that identifier. It may belong to no plan of the catalog.
  Price ofPriceId(String id) {
    return catalog.planAt(id).flatMap(Plan::price).orElse(OTHERWISE);
  }

  /// The plan of the price with that identifier.
  Optional<String> planAt(String id) {
    return catalog.planAt(id).map(plan -> plan.id().value());
  }

  /// The identifier of a plan's price, unless a request names another one.
  String idOf(String plan) {
    return ids(plan).stream().findFirst().orElse("price_" + plan);
  }

  /// Whether the catalog lists the price for that plan.
  boolean lists(String plan, String priceId) {
    return ids(plan).contains(priceId);
  }

  private List<String> ids(String plan) {
    return plan(plan).map(Plan::stripePrices).orElse(List.of());
  }

  private Optional<Plan> plan(String plan) {
    return catalog.plan(new PlanId(plan));
  }
}
