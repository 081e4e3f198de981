package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AdvancedPools;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is stored when a charge is decided: the wallet, not advanced; the charge that its key
/// already names; the charge that was last recorded for its document; and the pools concerned,
/// which are that of the account and that which the charge under the key drew from.
///
/// `packs` are the ledger entries that granted those packs that the charge under the key drew from
/// and that are used up: what a refund has to know to bring them back to the wallet.
///
/// `expiries` are the ledger entries that say that the hold of the charge under the key expired, by
/// the wallet in whose ledger they are written: what a release has to know to say what came back.
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

  public Situation(
      AccountWallet wallet,
      Optional<Charge> underKey,
      Optional<Charge> onDocument,
      List<Pool> pools) {
    this(wallet, underKey, onDocument, pools, List.of());
  }

  public Situation(AccountWallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {
    this(wallet, underKey, onDocument, List.of());
  }

  /// Which entries are read as `packs` of a situation: of a charge that can't be refunded any more,
  /// none.
  public static Set<Long> usedUp(AccountWallet wallet, Optional<Charge> underKey) {
    return underKey
        .filter(Charge::isRefundable)
        .map(charge -> wallet.book().usedUp(charge.drawdown()))
        .orElse(Set.of());
  }

  /// The same with the entries that [#writtenExpiries] asks for.
  public Situation with(Map<WalletId, Entry> found) {
    return new Situation(wallet, underKey, onDocument, pools, packs, found);
  }

  /// Where a hold that nobody captured or released has expired by an entry that is written. Each
  /// wallet comes with the number of the entry that opened the hold there.
  public Map<WalletId, Long> writtenExpiries() {
    Map<WalletId, Long> gone = new LinkedHashMap<>();
    underKey
        .filter(charge -> charge.state() instanceof Charge.State.Held)
        .map(charge -> charge.holds(wallet.account()))
        .orElse(Map.of())
        .forEach(
            (name, opened) -> {
              if (book(name).hold(opened).isEmpty()) {
                gone.put(name, opened);
              }
            });
    return gone;
  }

  /// Whether a wallet that the hold drew on is without it although its last entry is older than the
  /// hold's expiry. Then the charge was read before somebody captured or released it.
  public boolean isHoldGoneEarly() {
    return underKey
        .map(Charge::state)
        .filter(Charge.State.Held.class::isInstance)
        .map(Charge.State.Held.class::cast)
        .filter(
            held ->
                writtenExpiries().keySet().stream()
                    .anyMatch(name -> book(name).at().isBefore(held.expiresAt())))
        .isPresent();
  }

  /// Whether the hold in a wallet isn't the one that the charge tells of. Then the charge was read
  /// before somebody extended it or captured a part of it.
  public boolean isHoldNewer() {
    return underKey.filter(charge -> charge.state() instanceof Charge.State.Held).stream()
        .anyMatch(
            charge ->
                charge.holds(wallet.account()).entrySet().stream()
                    .flatMap(opened -> book(opened.getKey()).hold(opened.getValue()).stream())
                    .anyMatch(hold -> !isOf(hold, charge)));
  }

  private boolean isOf(Hold hold, Charge charge) {
    return charge.state() instanceof Charge.State.Held(Instant expiresAt, Credits captured)
        && hold.expiresAt().equals(expiresAt)
        && (hold.entry() != charge.openedBy()
            || hold.credits().plus(captured).equals(charge.cost()));
  }

  private Book book(WalletId name) {
    return name.equals(wallet.id())
        ? wallet.book()
        : pool(name.pool())
            .map(pool -> pool.wallet(name).book())
            .orElseThrow(() -> new IllegalArgumentException("nothing was read of " + name));
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

  /// The same wallets, brought up to the time of a decision when the clock shows `clock`.
  Advanced advanced(WalletAdvancing advancing, PoolAdvancing poolAdvancing, Instant clock) {
    Instant now = timeOf(clock);
    return new Advanced(
        advancing.advance(wallet, now),
        new AdvancedPools(pools.stream().map(pool -> poolAdvancing.advance(pool, now)).toList()),
        packs,
        expiries,
        now);
  }

  /// The wallets that a decision is about, brought up to its time `now`.
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

    /// The account's available credits, with its wallet as `changed` and after what `pooled`
    /// changed in wallets of pools.
    AvailableCredits available(AccountWallet changed, List<Journal<?>> pooled) {
      return pools.available(changed, pooled);
    }

    /// A membership remembers how many wallets its pool has.
    AccountWallet seeingItsPool(AccountWallet changed) {
      return changed.withMembership(changed.membership().map(pools::seen));
    }

    /// What was due in the wallets that change, and then the change.
    List<Commit> commits(
        Journal<AccountWallet> changed, List<Journal<?>> pooled, List<Write> writes) {
      List<WalletAdvance<?>> dues = new ArrayList<>(List.of(own));
      dues.addAll(pools.dues(pooled));
      return Commit.inOrder(dues, changed, pooled, writes);
    }

    /// The entry by which a hold expired in one of the wallets that it drew on, due or written.
    Entry expiry(WalletId name, long openedBy) {
      return due(name).stream()
          .filter(entry -> entry.isExpiryOf(openedBy))
          .findFirst()
          .or(() -> Optional.ofNullable(expiries.get(name)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "nothing was read of the expiry of hold " + openedBy + " in " + name));
    }

    /// One of the wallets.
    Wallet<?> wallet(WalletId name) {
      return name.equals(wallet().id()) ? wallet() : pools.wallet(name);
    }

    /// What is due in one of the wallets.
    private List<Entry> due(WalletId name) {
      return name.equals(wallet().id()) ? own.entries() : pools.due(name);
    }
  }
}
