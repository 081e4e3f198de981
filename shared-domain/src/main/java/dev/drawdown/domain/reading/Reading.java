package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.PoolAdvance;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.Spendable;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.Optional;

/// Shows a wallet as it is at an instant: with what is due done, and with what the first charge
/// will bring. Nothing is written.
public final class Reading {
  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final RefreshForecast refreshForecast;

  public Reading(Catalog catalog) {
    this.catalog = catalog;
    this.advancing = new WalletAdvancing(catalog);
    this.refreshForecast = new RefreshForecast(catalog);
  }

  /// What is due by `clock` and not written yet in the wallet of an account, or the primary shard
  /// of a pool.
  public WalletAdvance due(Wallet wallet, Instant clock) {
    return advancing.advance(wallet, wallet.timeOf(clock));
  }

  /// The same of all shards of a pool.
  public PoolAdvance due(Pool pool, Instant clock) {
    return advancing.advance(pool, pool.timeOf(clock));
  }

  public Balance balance(AvailableCredits available, Instant clock) {
    Instant now = available.timeOf(clock);
    Wallet advanced = advancing.advance(available.wallet(), now).wallet();
    Wallet opened = advancing.open(advanced, now).wallet();
    Optional<Pool> pool = available.pool().map(before -> advancing.advance(before, now).pool());
    AvailableCredits shown = new AvailableCredits(opened, pool);
    return new Balance(
        opened.owner(),
        opened.billing().standing(),
        opened.plan(),
        cancelsAt(opened),
        shown.total(),
        opened.held(),
        Drawing.inOrder(shown.spendables(), catalog.drawOrder()),
        usage(opened, now),
        advanced.version());
  }

  /// What a pool's owner sees. Its allowance is shown as one, over however many shards it is
  /// spread.
  public Balance balance(Pool pool, Instant clock) {
    Pool advanced = due(pool, clock).pool();
    Wallet primary = advanced.primary();
    Optional<Bucket.Plan> allowance = primary.plan().map(plan -> whole(plan, advanced));
    Wallet shown =
        allowance
            .map(whole -> primary.with(book -> book.change(whole.id(), _ -> whole)))
            .orElse(primary);
    return new Balance(
        pool.id(),
        primary.billing().standing(),
        allowance,
        cancelsAt(primary),
        advanced.remaining(),
        advanced.held(),
        allowance.<Spendable>map(Spendable.Own::new).stream().toList(),
        usage(shown, pool.timeOf(clock)),
        advanced.version());
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
    return wallet.paidPlan().flatMap(_ -> wallet.billing().term()).flatMap(Term::cancelsAt);
  }

  private Usage usage(Wallet shown, Instant now) {
    Optional<Bucket> allowance = shown.allowance();
    Credits used = allowance.map(Bucket::used).orElse(Credits.NONE);
    Credits granted = allowance.map(Bucket::granted).orElse(Credits.NONE);
    UsageThresholds thresholds = catalog.thresholds();
    return new Usage(
        used,
        granted,
        percent(used, granted),
        thresholds.of(used, granted),
        refreshForecast.next(shown, now).map(RefreshForecast.Refresh::at));
  }

  private static int percent(Credits used, Credits granted) {
    return granted.isNone() ? 0 : used.scaled(100).divide(granted.scaled(1)).intValueExact();
  }
}
