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

/// Something that runs the commands of one account and keeps what they come to: the rules over
/// plain memory, or the same rules over a store.
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

  /// When a decision about the charge under a key is made whose clock shows `clock`: which wallets
  /// it rests on, and when these changed last, is the machine's business.
  Instant timeOf(ChargeId id, Instant clock);

  /// The charge under a key, as it is stored.
  Optional<Charge> find(ChargeId id);

  /// What the account is to the owner of `pool`.
  Member member(PoolId pool, Instant clock);

  /// Writes down what is due, if this wallet is noted to be looked at by now.
  void sweep(Instant clock);

  Balance balance(Instant clock);

  /// The whole ledger, oldest first, with what is due by `clock` and not written yet.
  List<Entry> ledger(Instant clock);

  /// The entries that are written of a wallet, the account's own or a shard that it drew on.
  List<Entry> written(WalletId wallet);
}
