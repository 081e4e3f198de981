package dev.drawdown.domain.wallet;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The wallet of one account.
///
/// `membership` names the pool that the account is a member of, if any. `uses` counts the credits
/// that the account drew from each of its most recent pools. An account that leaves a pool keeps
/// its use, so the member's cap still applies after a return.
///
/// `trialUsed` says that no trial can start any more.
public record AccountWallet(
    AccountId account,
    Book book,
    BillingState billing,
    Optional<Membership> membership,
    List<PoolUse> uses,
    boolean trialUsed,
    Optional<Instant> dueAt)
    implements BilledWallet<AccountWallet> {
  /// The largest number of pools in `uses`. Beyond it, the pool from which the account drew longest
  /// ago is dropped.
  static final int MOST_USES = 8;

  public AccountWallet {
    uses = List.copyOf(uses);
    if (!book.id().equals(WalletId.of(account))) {
      throw new IllegalArgumentException("not the wallet of " + account + ": " + book.id());
    }
    if (uses.stream().map(PoolUse::pool).distinct().count() < uses.size()) {
      throw new IllegalArgumentException("a pool is listed twice: " + uses);
    }
  }

  /// The credits that an account drew from a pool in the last period in which it drew, holds
  /// included, returned credits excluded. `grant` names the period.
  public record PoolUse(PoolId pool, long grant, Credits drawn) {
    private boolean isOf(Draw.Pooled draw) {
      return pool.equals(draw.pool()) && grant == draw.grant();
    }

    /// Whether this use belongs to a later period than `draw`.
    private boolean isAfter(Draw.Pooled draw) {
      return pool.equals(draw.pool()) && grant > draw.grant();
    }

    private PoolUse less(Credits returned) {
      return new PoolUse(pool, grant, drawn.minus(returned.min(drawn)));
    }
  }

  /// The wallet of an account without any entry.
  public static AccountWallet unseen(AccountId account) {
    return new AccountWallet(
        account,
        Book.unseen(WalletId.of(account)),
        BillingState.NONE,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty());
  }

  /// The credits that the account drew from `pool` in the period that `grant` names.
  public Credits drawn(PoolId pool, long grant) {
    return uses.stream()
        .filter(use -> use.pool().equals(pool) && use.grant() == grant)
        .map(PoolUse::drawn)
        .findFirst()
        .orElse(Credits.NONE);
  }

  @Override
  public AccountWallet self() {
    return this;
  }

  @Override
  public AccountWallet with(UnaryOperator<Book> change) {
    return new AccountWallet(
        account, change.apply(book), billing, membership, uses, trialUsed, dueAt);
  }

  @Override
  public AccountWallet withDueAt(Optional<Instant> dueAt) {
    return new AccountWallet(account, book, billing, membership, uses, trialUsed, dueAt);
  }

  @Override
  public AccountWallet withBilling(BillingState changed) {
    return new AccountWallet(account, book, changed, membership, uses, trialUsed, dueAt);
  }

  public AccountWallet withMembership(Optional<Membership> changed) {
    return new AccountWallet(account, book, billing, changed, uses, trialUsed, dueAt);
  }

  private AccountWallet withUses(List<PoolUse> changed) {
    return new AccountWallet(account, book, billing, membership, changed, trialUsed, dueAt);
  }

  public AccountWallet withTrialUsed() {
    return new AccountWallet(account, book, billing, membership, uses, true, dueAt);
  }

  /// S2: there is no trial after a paid plan. A waiting term leaves the trial until its start. Then
  /// [#afterBilling] ends it.
  @Override
  public AccountWallet payingFor(Plan plan, Instant start, Instant now) {
    return start.isAfter(now) ? this : withTrialUsed();
  }

  @Override
  public AccountWallet afterBilling(Instant at) {
    return book.paidPlans().isEmpty() ? this : withTrialUsed();
  }

  @Override
  public PaidBucket partOf(PaidBucket whole) {
    return whole;
  }

  @Override
  public int spreadOf(PaidBucket bucket) {
    return 1;
  }

  @Override
  public boolean propagates() {
    return false;
  }

  @Override
  public AccountWallet afterDrawing(Drawdown drawdown) {
    AccountWallet counted = this;
    for (Draw.Pooled draw : drawdown.pooled()) {
      counted = counted.drawing(draw);
    }
    return counted;
  }

  /// This wallet with one more draw counted. A draw from an earlier period doesn't count: the
  /// account already draws from a later one.
  private AccountWallet drawing(Draw.Pooled draw) {
    if (uses.stream().anyMatch(use -> use.isAfter(draw))) {
      return this;
    }
    Credits drawn = drawn(draw.pool(), draw.grant()).plus(draw.credits());
    List<PoolUse> changed = new ArrayList<>(uses);
    changed.removeIf(use -> use.pool().equals(draw.pool()));
    changed.add(new PoolUse(draw.pool(), draw.grant(), drawn));
    return withUses(changed.subList(Math.max(changed.size() - MOST_USES, 0), changed.size()));
  }

  /// Returns the credits to a closed bucket, or subtracts them from the pool's use.
  ///
  /// A return to an earlier period of the pool doesn't count, because its draw no longer counts.
  /// The same holds for a pool that has left `uses`.
  @Override
  public AccountWallet afterReturning(Draw draw) {
    return switch (draw) {
      case Draw.Own(var id, var credits) ->
          withBilling(billing.changingClosed(id, plan -> plan.givenBack(credits)));
      case Draw.Pooled pooled ->
          withUses(
              uses.stream()
                  .map(use -> use.isOf(pooled) ? use.less(pooled.credits()) : use)
                  .toList());
    };
  }
}
