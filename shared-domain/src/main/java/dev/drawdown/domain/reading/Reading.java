package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Levels;
import dev.drawdown.domain.settling.PoolSettlement;
import dev.drawdown.domain.settling.Refreshing;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Spendable;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Optional;

/// Shows a wallet as it is at an instant: with what is due done, and with what the first charge
/// will bring. Nothing is written.
public final class Reading {
  private final Catalog catalog;
  private final Settling settling;
  private final Refreshing refreshing;

  public Reading(Catalog catalog) {
    this.catalog = catalog;
    this.settling = new Settling(catalog);
    this.refreshing = new Refreshing(catalog);
  }

  /// What is due by `clock` and not written yet in the wallet of an account, or the first cell of a
  /// pool.
  public Settlement due(Wallet wallet, Instant clock) {
    return settling.settle(wallet, wallet.timeOf(clock));
  }

  /// The same of all cells of a pool.
  public PoolSettlement due(Pool pool, Instant clock) {
    return settling.settle(pool, pool.timeOf(clock));
  }

  public Balance balance(Funds funds, Instant clock) {
    Instant now = funds.timeOf(clock);
    Wallet settled = settling.settle(funds.wallet(), now).wallet();
    Wallet opened = settling.open(settled, now).wallet();
    Optional<Pool> pool = funds.pool().map(before -> settling.settle(before, now).pool());
    Funds shown = new Funds(opened, pool);
    return new Balance(
        opened.owner(),
        opened.coverage().standing(),
        opened.plan(),
        cancelsAt(opened),
        shown.total(),
        opened.held(),
        Drawing.inOrder(shown.spendables(), catalog.drawOrder()),
        usage(opened, now),
        settled.version());
  }

  /// What a pool's owner sees. Its allowance is shown as one, over however many cells it is spread.
  public Balance balance(Pool pool, Instant clock) {
    Pool settled = due(pool, clock).pool();
    Wallet lead = settled.lead();
    Optional<Bucket.Plan> allowance = lead.plan().map(plan -> whole(plan, settled));
    Wallet shown = allowance.map(whole -> lead.change(whole.id(), _ -> whole)).orElse(lead);
    return new Balance(
        pool.id(),
        lead.coverage().standing(),
        allowance,
        cancelsAt(lead),
        settled.remaining(),
        settled.held(),
        allowance.<Spendable>map(Spendable.Own::new).stream().toList(),
        usage(shown, pool.timeOf(clock)),
        settled.version());
  }

  private static Bucket.Plan whole(Bucket.Plan part, Pool pool) {
    return new Bucket.Plan(
        part.number(),
        part.plan(),
        pool.granted(),
        pool.remaining(),
        part.grantedAt(),
        part.endsAt(),
        part.warnings());
  }

  private static Optional<Instant> cancelsAt(Wallet wallet) {
    return wallet.paidPlan().flatMap(_ -> wallet.coverage().term()).flatMap(Term::cancelsAt);
  }

  private Usage usage(Wallet shown, Instant now) {
    Optional<Bucket> allowance = shown.allowance();
    Credits used = allowance.map(Bucket::used).orElse(Credits.NONE);
    Credits granted = allowance.map(Bucket::granted).orElse(Credits.NONE);
    Levels levels = catalog.levels();
    return new Usage(
        used,
        granted,
        percent(used, granted),
        levels.of(used, granted),
        refreshing.next(shown, now).map(Refreshing.Refresh::at));
  }

  private static int percent(Credits used, Credits granted) {
    return granted.isNone() ? 0 : used.scaled(100).divide(granted.scaled(1)).intValueExact();
  }
}
