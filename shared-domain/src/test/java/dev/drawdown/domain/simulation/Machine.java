package dev.drawdown.domain.simulation;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charging.CaptureResult;
import dev.drawdown.domain.charging.ChargeResult;
import dev.drawdown.domain.charging.RefundResult;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.reading.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that runs the commands of one account and keeps what they come to: the rules over
/// plain memory, or the same rules over a store.
public interface Machine {
  ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock);

  CaptureResult capture(ChargeId id, Optional<Credits> credits, Instant clock);

  RefundResult refund(ChargeId id, Instant clock);

  /// Puts a pack of `credits` into the wallet.
  void topUp(Credits credits, Instant clock);

  /// Writes down what is due, if this wallet is noted to be looked at by now.
  void sweep(Instant clock);

  Balance balance(Instant clock);

  /// The whole ledger, oldest first, with what is due by `clock` and not written yet.
  List<Entry> ledger(Instant clock);
}
