package dev.drawdown.domain.charge;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is stored when a charge is decided: the wallet, not advanced; the charge that its key
/// already names; the charge that was last recorded for its document; and the pools concerned,
/// which are that of the account and that which the charge under the key drew from.
///
/// `packs` are the ledger entries that granted those packs that the charge under the key drew from
/// and that are used up: what a refund has to know to bring them back to the wallet.
public record Situation(
    Wallet wallet,
    Optional<Charge> underKey,
    Optional<Charge> onDocument,
    List<Pool> pools,
    List<Entry> packs) {
  public Situation {
    pools = List.copyOf(pools);
    packs = List.copyOf(packs);
  }

  public Situation(
      Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument, List<Pool> pools) {
    this(wallet, underKey, onDocument, pools, List.of());
  }

  public Situation(Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {
    this(wallet, underKey, onDocument, List.of());
  }

  /// Which entries are to be read as `packs` of a situation: of a charge that can't be refunded any
  /// more, none.
  public static Set<Long> usedUp(Wallet wallet, Optional<Charge> underKey) {
    return underKey
        .filter(Charge::isRefundable)
        .map(charge -> wallet.book().usedUp(charge.drawdown()))
        .orElse(Set.of());
  }

  public AvailableCredits available() {
    return new AvailableCredits(
        wallet, wallet.member().membership().map(Membership::pool).flatMap(this::pool));
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
}
