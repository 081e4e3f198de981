package dev.drawdown.domain.billing;

import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.math.BigDecimal;
import java.util.Optional;

/// A paid period of a plan that a product's own backend records, for a provider without a webhook
/// here.
///
/// Such a subscription has one item, and a plan has one price. So the next plan, or a larger
/// quantity, replaces the previous payment, as with any other item.
public record RecordedTerm(Name name, Owner owner, PlanId plan, PaidTime time, int quantity) {
  private static final ItemId ITEM = new ItemId("stated");

  /// The caller's name for the payment within a subscription. It names one term for ever.
  public record Name(SubscriptionId subscription, String key) {
    public Name {
      Identifier.require("term", key);
    }
  }

  public RecordedTerm {
    if (quantity < 1 || quantity > Term.MAX_QUANTITY) {
      throw new IllegalArgumentException(
          "quantity must be 1 to " + Term.MAX_QUANTITY + ": " + quantity);
    }
  }

  /// The term under `catalog`. Refuses a plan that the catalog doesn't sell to this owner, or whose
  /// size must be agreed.
  ///
  /// The renewal bonus counts once an earlier term is known, so the first term has none.
  public Fact.TermPaid fact(Catalog catalog) {
    var sold =
        catalog
            .plan(plan)
            .orElseThrow(() -> new IllegalArgumentException("plan " + plan + " isn't sold"));
    InvoiceLines.Line line =
        new InvoiceLines.Line(
            Optional.of(ITEM), new PriceId(plan.value()), time, quantity, BigDecimal.ONE);
    return new Fact.TermPaid(
        new PlanSale(sold, owner, line, Optional.empty(), true).term(catalog), Optional.empty());
  }
}
