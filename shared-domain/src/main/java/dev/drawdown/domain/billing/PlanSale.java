package dev.drawdown.domain.billing;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Term.Refill;
import dev.drawdown.domain.billing.Term.Upgrade;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Period;
import java.util.Optional;

/// A paid plan: its owner, and the line of the invoice.
///
/// `agreed` is the size that the provider states, if any. It determines the amount only if the plan
/// leaves its size open. It always belongs to the term's key: the provider's data don't depend on
/// the catalog. `renewal` says that the provider billed the line as the next period of a
/// subscription.
///
/// The constructor refuses a sale that can't be granted and gives the reason: the plan isn't sold
/// to owners of that kind, no size was agreed, or the amount exceeds the limits of a [Term].
public record PlanSale(
    Plan plan, Owner owner, InvoiceLines.Line line, Optional<Credits> agreed, boolean renewal) {
  public PlanSale {
    if (!plan.isSold()) {
      throw new IllegalArgumentException("plan " + plan.id() + " isn't sold by billing cycle");
    }
    if (!plan.isSoldTo(owner)) {
      throw new IllegalArgumentException(
          switch (owner) {
            case AccountId _ -> "plan " + plan.id() + " is sold to pools, not to accounts";
            case PoolId _ -> "plan " + plan.id() + " is sold to accounts, not to pools";
          });
    }
    if (plan.allowance().isEmpty() && agreed.isEmpty()) {
      throw new IllegalArgumentException("the size of plan " + plan.id() + " isn't stated");
    }
  }

  /// The term of the sale under `catalog`, at the amount in force when it starts.
  public Term term(Catalog catalog) {
    Credits each =
        plan.allowance()
            .map(allowance -> allowance.at(line.time().start()))
            .or(this::agreed)
            .orElseThrow();
    return new Term(
        new Term.Key(line.item(), line.price(), line.time().end(), line.quantity(), agreed),
        owner,
        line.time().start(),
        plan.id(),
        Term.amount(each, line.quantity()),
        renewal ? plan.renewalBonus() : Credits.NONE,
        plan.period() instanceof Period.BillingCycle(boolean monthlyRefill) && monthlyRefill
            ? Refill.MONTHLY
            : Refill.NONE,
        catalog.upgradeResets() ? Upgrade.RESET : Upgrade.DIFFERENCE);
  }
}
