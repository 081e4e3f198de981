package dev.drawdown.domain.charge;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AdvancedPools;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The stored state for a decision about a charge.
///
/// It has the wallet, not advanced; the charge under the key; the last recorded charge for the
/// document; and the pools concerned. These are the account's pool, and the pool that the charge
/// under the key drew from.
///
/// `packs` are the granting entries of used-up packs that the charge under the key drew from. A
/// refund needs them to put the packs back into the wallet.
///
/// `expiries` are the entries that record the expiry of the hold under the key, by wallet. A
/// release needs them to report the returned credits.
public record Situation(
    AccountWallet wallet,
    Optional<Charge> underKey,
    Optional<Charge> onDocument,
    List<Pool> pools,
    List<Entry> packs,
    Map<WalletId, Entry> expiries) {
  public Situation {
    pools = List.copyOf(pools);
    packs = List.copyOf(packs);
    expiries = Map.copyOf(expiries);
  }

  public Situation(
      AccountWallet wallet,
      Optional<Charge> underKey,
      Optional<Charge> onDocument,
      List<Pool> pools,
      List<Entry> packs) {
    this(wallet, underKey, onDocument, pools, packs, Map.of());
  }

  public Situation(AccountWallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {
    this(wallet, underKey, onDocument, List.of(), List.of());
  }

  /// The numbers of the entries to read as `packs`. A charge that can't be refunded any more needs
  /// none.
  public static Set<Long> usedUp(AccountWallet wallet, Optional<Charge> underKey) {
    return underKey
        .filter(Charge::isRefundable)
        .map(charge -> wallet.book().usedUp(charge.drawdown()))
        .orElse(Set.of());
  }

  /// The same situation with the entries that [#writtenExpiries] asks for.
  public Situation with(Map<WalletId, Entry> found) {
    return new Situation(wallet, underKey, onDocument, pools, packs, found);
  }

  /// The wallets in which a written entry has expired the hold under the key. Each has the number
  /// of the entry that opened the hold there.
  public Map<WalletId, Long> writtenExpiries() {
    Map<WalletId, Long> gone = new LinkedHashMap<>();
    holds()
        .forEach(
            (name, opened) -> {
              if (book(name).hold(opened).isEmpty()) {
                gone.put(name, opened);
              }
            });
    return gone;
  }

  /// The wallets that have the hold under the key unless it has expired. Each has the number of the
  /// entry that opened the hold there.
  Map<WalletId, Long> holds() {
    return underKey
        .filter(charge -> charge.held().isPresent())
        .map(charge -> charge.holds(wallet.account()))
        .orElse(Map.of());
  }

  /// Whether the items can't have been stored together at one instant. They weren't read at one
  /// instant, so another request may have written some of them in between.
  public boolean isTorn() {
    return new TornSituation(this).isTorn();
  }

  Book book(WalletId name) {
    return name.equals(wallet.id())
        ? wallet.book()
        : pool(name.pool())
            .map(pool -> pool.wallet(name).book())
            .orElseThrow(
                () -> new IllegalArgumentException("the situation misses the wallet " + name));
  }

  public AvailableCredits available() {
    return new AvailableCredits(
        wallet, wallet.membership().map(Membership::pool).flatMap(this::pool));
  }

  public Optional<Pool> pool(PoolId id) {
    return pools.stream().filter(pool -> pool.id().equals(id)).findFirst();
  }

  /// The time of a decision when the clock shows `clock`: never before the last entry of any wallet
  /// concerned.
  public Instant timeOf(Instant clock) {
    Instant now = wallet.timeOf(clock);
    return pools.stream()
        .map(Pool::at)
        .filter(at -> at.isAfter(now))
        .max(Instant::compareTo)
        .orElse(now);
  }

  /// The same wallets, advanced to the time of a decision when the clock shows `clock`.
  Advanced advanced(WalletAdvancing advancing, PoolAdvancing poolAdvancing, Instant clock) {
    Instant now = timeOf(clock);
    return new Advanced(
        advancing.advance(wallet, now),
        new AdvancedPools(pools.stream().map(pool -> poolAdvancing.advance(pool, now)).toList()),
        packs,
        expiries,
        now);
  }

  /// The wallets concerned, advanced to the decision's time `now`.
  record Advanced(
      WalletAdvance<AccountWallet> own,
      AdvancedPools pools,
      List<Entry> packs,
      Map<WalletId, Entry> expiries,
      Instant now) {
    AccountWallet wallet() {
      return own.wallet();
    }

    /// The account's available credits.
    AvailableCredits available() {
      return available(wallet(), List.of());
    }

    /// The account's available credits after the changes `changed` in its wallet and `pooled` in
    /// wallets of pools.
    AvailableCredits available(AccountWallet changed, List<Journal<?>> pooled) {
      return pools.available(changed, pooled);
    }

    /// The wallet with a membership that records the pool's current number of wallets.
    AccountWallet seeingItsPool(AccountWallet changed) {
      return changed.withMembership(changed.membership().map(pools::seen));
    }

    /// The due steps of the wallets that change, and then the change.
    List<Commit> commits(
        Journal<AccountWallet> changed, List<Journal<?>> pooled, List<Write> writes) {
      List<WalletAdvance<?>> dues = new ArrayList<>(List.of(own));
      dues.addAll(pools.dues(pooled));
      return Commit.inOrder(dues, changed, pooled, writes);
    }

    /// The entry that expired a hold in one of its wallets, due or written.
    Entry expiry(WalletId name, long openedBy) {
      return due(name).stream()
          .filter(entry -> entry.isExpiryOf(openedBy))
          .findFirst()
          .or(() -> Optional.ofNullable(expiries.get(name)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the situation misses the expiry of hold " + openedBy + " in " + name));
    }

    /// The due entries of one of the wallets.
    private List<Entry> due(WalletId name) {
      return name.equals(wallet().id()) ? own.entries() : pools.due(name);
    }
  }
}
