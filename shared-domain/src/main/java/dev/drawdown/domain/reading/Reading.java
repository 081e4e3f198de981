package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvance;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.reading.Balance.ShownPlan;
import dev.drawdown.domain.reading.Balance.Usage;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows a wallet at an instant, with due changes applied and with the credits that the first
/// charge will bring. It writes nothing.
public final class Reading {
  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;
  private final RefreshForecast refreshForecast;

  public Reading(
      Catalog catalog,
      WalletAdvancing advancing,
      PoolAdvancing poolAdvancing,
      RefreshForecast refreshForecast) {
    this.catalog = catalog;
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
    this.refreshForecast = refreshForecast;
  }

  /// The unwritten changes of an account's wallet that are due by `clock`.
  public WalletAdvance<AccountWallet> due(AccountWallet wallet, Instant clock) {
    return advancing.advance(wallet, wallet.timeOf(clock));
  }

  /// The unwritten changes of a pool that are due by `clock`.
  public PoolAdvance due(Pool pool, Instant clock) {
    return poolAdvancing.advance(pool, pool.timeOf(clock));
  }

  /// The balance of an account when the clock shows `clock`.
  public Balance balance(AvailableCredits available, Instant clock) {
    Instant now = available.timeOf(clock);
    return balanceOfAdvanced(advanced(available, now), now);
  }

  /// The total of an account's balance when the clock shows `clock`.
  public Credits total(AvailableCredits available, Instant clock) {
    Instant now = available.timeOf(clock);
    AvailableCredits advanced = advanced(available, now);
    return drawable(advanced.with(opened(advanced.wallet(), now)));
  }

  private AvailableCredits advanced(AvailableCredits available, Instant now) {
    AccountWallet wallet = advancing.advance(available.wallet(), now).wallet();
    Optional<Pool> pool = available.pool().map(before -> poolAdvancing.advance(before, now).pool());
    return new AvailableCredits(wallet, pool);
  }

  private AccountWallet opened(AccountWallet advanced, Instant now) {
    return advancing.open(advanced, now).wallet();
  }

  /// The balance of an account that has no due change at `clock`, such as a decision's result.
  public Balance balanceOfAdvanced(AvailableCredits advanced, Instant clock) {
    Instant now = advanced.timeOf(clock);
    AccountWallet opened = opened(advanced.wallet(), now);
    AvailableCredits shown = advanced.with(opened);
    AccountBilling account = opened.timeline(advancing.policy()).at(now);
    return new Balance(
        opened.owner(),
        opened.billing().standing(),
        plans(opened, account),
        opened.membership().map(Membership::pool),
        drawable(shown),
        opened.held(),
        Drawing.inOrder(shown.spendables(), catalog.drawOrder()),
        opened.closedPlans().stream().filter(Bucket.Paid::isFrozen).toList(),
        usage(opened.allowance(), opened, account),
        advanced.wallet().version());
  }

  private Credits drawable(AvailableCredits available) {
    return available.drawable(catalog.gracePolicy().suspendedDraws()).stream()
        .map(Spendable::remaining)
        .reduce(Credits.NONE, Credits::plus);
  }

  /// The balance that a pool's owner sees. Each bucket combines the parts of all its shards.
  public Balance balance(Pool pool, Instant clock) {
    Instant now = pool.timeOf(clock);
    Pool advanced = due(pool, clock).pool();
    AccountBilling account = advanced.billed().timeline(advancing.policy()).at(now);
    List<Spendable> buckets = advanced.plans().stream().<Spendable>map(Spendable.Own::new).toList();
    return new Balance(
        pool.id(),
        advanced.billed().billing().standing(),
        plans(advanced.billed(), account),
        Optional.empty(),
        advanced.remaining(),
        advanced.held(),
        Drawing.inOrder(buckets, catalog.drawOrder()),
        advanced.frozenPlans(),
        usage(advanced.plans().stream().findFirst(), advanced.billed(), account),
        advanced.version());
  }

  private static List<ShownPlan> plans(BilledWallet<?> wallet, AccountBilling account) {
    Stream<ShownPlan> paid =
        account.plans().stream()
            .map(
                plan ->
                    new ShownPlan(
                        plan.plan(), Optional.of(plan.termEnd()), account.cancelsAt(plan)));
    Stream<ShownPlan> unpaid =
        wallet.book().unpaidPlan().stream()
            .map(plan -> new ShownPlan(plan.plan(), Optional.of(plan.endsAt()), Optional.empty()));
    return Stream.concat(paid, unpaid).toList();
  }

  private Usage usage(
      Optional<? extends Bucket> allowance, BilledWallet<?> wallet, AccountBilling account) {
    Credits used = allowance.map(Bucket::used).orElse(Credits.NONE);
    Credits granted = allowance.map(Bucket::granted).orElse(Credits.NONE);
    UsageThresholds thresholds = catalog.thresholds();
    return new Usage(
        used,
        granted,
        percent(used, granted),
        thresholds.level(used, granted),
        refreshForecast.resetsAt(wallet, account));
  }

  private static int percent(Credits used, Credits granted) {
    return granted.isNone() ? 0 : used.scaled(100).divide(granted.scaled(1)).intValueExact();
  }
}
