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

/// What one account has.
///
/// `membership` is the pool that it is in, if any. `uses` is what it drew from each of the pools
/// that it drew from last. Uses outlast the membership, so that a cap does.
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
  /// So many pools are kept in mind. An account that draws from more of them in one pool period
  /// starts anew with the first ones.
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

  /// What an account has drawn from a pool in the last of the pool's periods that it drew from,
  /// holds included, less what was given back. `grant` names the period.
  public record PoolUse(PoolId pool, long grant, Credits drawn) {
    private boolean isOf(Draw.Pooled draw) {
      return pool.equals(draw.pool()) && grant == draw.grant();
    }

    /// Whether it is of a later period than the one that was drawn from.
    private boolean isAfter(Draw.Pooled draw) {
      return pool.equals(draw.pool()) && grant > draw.grant();
    }

    private PoolUse less(Credits returned) {
      return new PoolUse(pool, grant, drawn.minus(returned.min(drawn)));
    }
  }

  /// The wallet of an account that was never seen.
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

  /// What was drawn from `pool` in the period that `grant` names.
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
  public AccountWallet withDueAt(Optional<Instant> noted) {
    return new AccountWallet(account, book, billing, membership, uses, trialUsed, noted);
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

  @Override
  public AccountWallet payingFor(Plan plan) {
    return withTrialUsed();
  }

  @Override
  public AccountWallet afterBilling(Instant at) {
    return this;
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
  public boolean isFollowed() {
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

  /// With one more draw counted. What is drawn of an earlier period, by an account that hasn't
  /// heard yet of the current one, isn't counted.
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

  /// What was drawn in an earlier period of the pool isn't counted any more, and so its return
  /// isn't, nor that of what was drawn before the pool was last forgotten.
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
