package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The credits that an account can spend: its own wallet, and the pool that it is a member of.
public record AvailableCredits(AccountWallet wallet, Optional<Pool> pool) {
  public AvailableCredits {
    if (!wallet.membership().map(Membership::pool).equals(pool.map(Pool::id))) {
      throw new IllegalArgumentException("not the pool of " + wallet.id() + ": " + pool);
    }
  }

  /// The available credits of an account without a pool.
  public static AvailableCredits of(AccountWallet wallet) {
    return new AvailableCredits(wallet, Optional.empty());
  }

  /// The time of a decision when the clock shows `clock`: never before the last entry of any of
  /// these wallets.
  public Instant timeOf(Instant clock) {
    Instant now = wallet.timeOf(clock);
    return pool.map(Pool::at).filter(at -> at.isAfter(now)).orElse(now);
  }

  /// The account's allowance in its pool, if the pool has a plan.
  public Optional<MemberAllowance> memberAllowance() {
    return pool.filter(Pool::hasPlan).map(this::memberAllowance);
  }

  private MemberAllowance memberAllowance(Pool of) {
    return new MemberAllowance(
        of,
        wallet.account(),
        wallet.membership().flatMap(Membership::limit),
        wallet.drawn(of.id(), of.period()));
  }

  public List<Spendable> spendables() {
    List<Spendable> all = new ArrayList<>();
    wallet.buckets().stream()
        .filter(bucket -> !owes(bucket))
        .forEach(bucket -> all.add(new Spendable.Own(bucket)));
    memberAllowance().ifPresent(all::add);
    return all;
  }

  /// The credits that the account can draw now. A suspended account can draw only the kinds that
  /// the catalog names in `suspendedDraws`.
  public List<Spendable> drawable(Set<BucketKind> suspendedDraws) {
    return wallet.billing().standing() == Standing.SUSPENDED
        ? spendables().stream().filter(from -> suspendedDraws.contains(from.kind())).toList()
        : spendables();
  }

  /// A pack that owes credits is empty. It stays in the wallet only to keep its debt.
  private static boolean owes(Bucket bucket) {
    return bucket instanceof Bucket.TopUp pack && !pack.owed().isNone();
  }

  /// All credits left, for an account that isn't suspended.
  public Credits total() {
    return wallet
        .total()
        .plus(memberAllowance().map(MemberAllowance::remaining).orElse(Credits.NONE));
  }

  public AvailableCredits with(AccountWallet changed) {
    return new AvailableCredits(changed, pool);
  }
}
