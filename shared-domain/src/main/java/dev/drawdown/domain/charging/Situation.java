package dev.drawdown.domain.charging;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is stored when a charge is decided: the wallet, not advanced; the charge that its key
/// already names; the charge that was last recorded for its document; and the pools concerned,
/// which are that of the account and that which the charge under the key drew from.
public record Situation(
    Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument, List<Pool> pools) {
  public Situation {
    pools = List.copyOf(pools);
  }

  public Situation(Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {
    this(wallet, underKey, onDocument, List.of());
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
