package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.Term;
import java.time.Instant;
import java.util.Optional;

/// Forecasts when an account next gets a fresh allowance, and what it will have then.
public final class RefreshForecast {
  private final Catalog catalog;
  private final WalletAdvancing advancing;

  public RefreshForecast(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
  }

  /// A fresh allowance that is to come, and the wallet with it if nothing is spent until then.
  public record Refresh<W extends BilledWallet<W>>(Instant at, W wallet) {}

  /// The next fresh allowance of a wallet advanced to `now`. A payment that has failed, or is only
  /// being waited for, promises none.
  public <W extends BilledWallet<W>> Optional<Refresh<W>> next(
      BilledWallet<W> wallet, Instant now) {
    W advanced = wallet.self();
    Optional<Term> term = advanced.billing().term().filter(_ -> advanced.paidPlan().isPresent());
    if (term.isEmpty()) {
      return advanced.plan().map(Bucket.Plan::endsAt).flatMap(at -> whenAdvanced(advanced, at));
    }
    Instant end = term.get().paid().end();
    if (now.isBefore(end) && !term.get().failed() && !term.get().isOverAt(end)) {
      return Optional.of(new Refresh<>(end, renewed(advanced, term.get().paid())));
    }
    return term.get().clearsAt().flatMap(at -> whenAdvanced(advanced, at));
  }

  private <W extends BilledWallet<W>> Optional<Refresh<W>> whenAdvanced(W wallet, Instant at) {
    W then = advancing.advance(wallet, at).wallet();
    return Optional.of(new Refresh<>(at, then)).filter(_ -> then.plan().isPresent());
  }

  private <W extends BilledWallet<W>> W renewed(W advanced, PaidPeriod paid) {
    W then = advancing.advance(advanced, paid.end()).wallet();
    Bucket.Plan spent = then.paidPlan().orElseThrow();
    Bucket.Plan fresh =
        Bucket.Plan.granted(
            spent.number(), spent.plan(), renewal(paid), spent.grantedAt(), spent.endsAt());
    return then.with(book -> book.change(spent.id(), _ -> fresh));
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
