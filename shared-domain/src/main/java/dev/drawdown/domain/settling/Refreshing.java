package dev.drawdown.domain.settling;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Optional;

/// Foresees when an account next gets a fresh allowance, and what it will have then.
public final class Refreshing {
  private final Catalog catalog;
  private final Settling settling;

  public Refreshing(Catalog catalog) {
    this.catalog = catalog;
    this.settling = new Settling(catalog);
  }

  /// A fresh allowance that is to come, and the wallet with it if nothing is spent until then.
  public record Refresh(Instant at, Wallet wallet) {}

  /// The next fresh allowance of a wallet settled to `now`. A payment that has failed, or is only
  /// being waited for, promises none.
  public Optional<Refresh> next(Wallet settled, Instant now) {
    Optional<Term> term = settled.coverage().term().filter(_ -> settled.paidPlan().isPresent());
    if (term.isEmpty()) {
      return settled.plan().map(Bucket.Plan::endsAt).flatMap(at -> whenSettled(settled, at));
    }
    Instant end = term.get().paid().end();
    if (now.isBefore(end) && !term.get().failed() && !term.get().isOverAt(end)) {
      return Optional.of(new Refresh(end, renewed(settled, term.get().paid())));
    }
    return term.get().clearsAt().flatMap(at -> whenSettled(settled, at));
  }

  private Optional<Refresh> whenSettled(Wallet wallet, Instant at) {
    Wallet then = settling.settle(wallet, at).wallet();
    return Optional.of(new Refresh(at, then)).filter(_ -> then.plan().isPresent());
  }

  private Wallet renewed(Wallet settled, PaidPeriod paid) {
    Wallet then = settling.settle(settled, paid.end()).wallet();
    Bucket.Plan spent = then.paidPlan().orElseThrow();
    Bucket.Plan fresh =
        Bucket.Plan.granted(
            spent.number(), spent.plan(), renewal(paid), spent.grantedAt(), spent.endsAt());
    return then.change(spent.id(), _ -> fresh);
  }

  private Credits renewal(PaidPeriod paid) {
    return catalog
        .plan(paid.plan())
        .filter(plan -> plan.allowance().isPresent())
        .map(plan -> renewal(plan, paid))
        .orElse(paid.credits());
  }

  private static Credits renewal(Plan plan, PaidPeriod paid) {
    Credits each = plan.allowance().orElseThrow().at(paid.end());
    return each.times(paid.quantity()).plus(plan.renewalBonus());
  }
}
