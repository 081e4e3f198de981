package dev.drawdown.domain.simulation;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.reading.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs the commands of one account and keeps the results: the rules over plain memory, or over a
/// store.
public interface Machine {
  ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock);

  CaptureResult capture(ChargeId id, Amount amount, Instant clock);

  ExtendResult extend(ChargeId id, Duration expiresIn, Instant clock);

  RefundResult refund(ChargeId id, Instant clock);

  /// Puts a pack of `credits` into the wallet.
  void topUp(Credits credits, Instant clock);

  ManualChangeResult change(Asked asked, Instant clock);

  JoinResult join(PoolId pool, Optional<Credits> limit, Instant clock);

  LeaveResult leave(PoolId pool, Instant clock);

  /// The time of a decision about the charge under a key when the clock shows `clock`. The machine
  /// knows the wallets concerned and their last changes.
  Instant timeOf(ChargeId id, Instant clock);

  /// The stored charge under a key.
  Optional<Charge> find(ChargeId id);

  /// The account as the owner of `pool` sees it.
  Member member(PoolId pool, Instant clock);

  /// Writes due changes if the wallet's recorded due time has come.
  void sweep(Instant clock);

  Balance balance(Instant clock);

  /// The whole ledger, oldest first, including changes due by `clock`.
  List<Entry> ledger(Instant clock);

  /// The written entries of a wallet: the account's own, or a shard that it drew from.
  List<Entry> written(WalletId wallet);
}
