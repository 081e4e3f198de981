package dev.drawdown.adapters.store;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A pool that was paid for thirty days, which began some time ago.
public record PaidPool(PoolId pool, PlanId plan, Catalog catalog, Instant now) {
  public static PaidPool of(PoolId pool, String plan, Catalog catalog, Instant now) {
    return new PaidPool(pool, new PlanId(plan), catalog, now);
  }

  /// Pays for it in a store with conditions.
  public void in(Stores store) {
    SubscriptionId subscription = new SubscriptionId("sub_" + pool);
    Instant start = now.minus(Duration.ofDays(5));
    Statement paid =
        Facts.paid(subscription.value(), plan.value(), start, start.plus(Duration.ofDays(30)));
    List<Fact> facts = List.of(paid.fact(pool, catalog));
    Renewing renewing = Rules.of(catalog).renewing();
    for (Commit commit :
        renewing.apply(facts, store.payments().renewal(subscription, facts), now).commits()) {
      Outcome outcome = store.commits().commit(commit, Sample.token());
      if (!(outcome instanceof Outcome.Committed)) {
        throw new IllegalStateException("not paid: " + outcome);
      }
    }
  }
}
