package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a charge, a capture or a refund is decided on.
public record SituationSource(
    Store store, AccountId account, ChargeId charge, Optional<DocumentKey> document)
    implements Source<Situation> {
  @Override
  public Situation load() {
    return store.load(account, Optional.of(charge), document);
  }

  @Override
  public Optional<Situation> with(Situation old, Stale stale) {
    Wallet wallet = stale.wallet(old.wallet().id()).orElse(old.wallet());
    if (stale.documentChanged() || !membership(wallet).equals(membership(old.wallet()))) {
      return Optional.empty();
    }
    List<Pool> pools = old.pools().stream().map(pool -> newer(pool, stale)).toList();
    Optional<Charge> charge = stale.charge().or(old::underKey);
    return Optional.of(new Situation(wallet, charge, old.onDocument(), pools))
        .filter(_ -> pools.stream().noneMatch(Pool::isLeadBehind))
        .filter(_ -> charge.isEmpty() || old.underKey().isPresent() || hasNoDraws(charge.get()));
  }

  private static Pool newer(Pool old, Stale stale) {
    Pool pool = old;
    for (Wallet wallet : stale.wallets()) {
      boolean known = wallet.owner().equals(old.id()) && wallet.id().cell() < old.cells().size();
      pool = known ? pool.with(wallet) : pool;
    }
    return pool;
  }

  private static Optional<Membership> membership(Wallet wallet) {
    return wallet.member().membership();
  }

  /// A charge that came along may have drawn from a pool that wasn't read.
  private static boolean hasNoDraws(Charge charge) {
    return charge.drawdown().pooled().isEmpty();
  }

  /// A pool may be drawn from at another of its cells; an account has one wallet.
  @Override
  public Optional<Situation> elsewhere(Situation old, Set<WalletId> contended) {
    if (contended.contains(old.wallet().id())) {
      return Optional.empty();
    }
    return membership(old.wallet())
        .flatMap(held -> old.pool(held.pool()))
        .flatMap(pool -> pool.elsewhere(contended))
        .map(pool -> replaced(old, pool));
  }

  private static Situation replaced(Situation old, Pool changed) {
    return new Situation(
        old.wallet(),
        old.underKey(),
        old.onDocument(),
        old.pools().stream().map(pool -> pool.id().equals(changed.id()) ? changed : pool).toList());
  }

  /// The wallet may have moved on: what was said of the one read earlier was true then. But what a
  /// member has is spread over several, which were together as they were read only if none of them
  /// has changed since.
  @Override
  public boolean confirms(Situation again, Situation earlier) {
    return again.underKey().equals(earlier.underKey())
        && again.onDocument().equals(earlier.onDocument())
        && (membership(earlier.wallet()).isEmpty() || isUnchanged(again, earlier));
  }

  /// The pool was read between the two readings of the account's wallet, so one cell alone needs no
  /// second look.
  private static boolean isUnchanged(Situation again, Situation earlier) {
    return again.wallet().version() == earlier.wallet().version()
        && earlier.funds().pool().map(pool -> isUnchanged(again, pool)).orElse(true);
  }

  private static boolean isUnchanged(Situation again, Pool earlier) {
    List<Wallet> cells = again.pool(earlier.id()).map(Pool::cells).orElse(List.of());
    return earlier.cells().size() == 1 || versions(cells).equals(versions(earlier.cells()));
  }

  private static List<Long> versions(List<Wallet> cells) {
    return cells.stream().map(Wallet::version).toList();
  }
}
