package dev.drawdown.domain.charge;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AvailableCredits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Everything that can come of refunding a charge or releasing a hold, in order of precedence. Only
/// [Refunded] is to be committed.
public sealed interface RefundResult extends Decision {
  /// The account has no charge of that name.
  record UnknownCharge() implements RefundResult {}

  /// It was given back before; `returned` is what that came to.
  record AlreadyBack(Charge charge, Returned returned, AvailableCredits available)
      implements RefundResult {}

  /// The hold expired at `at`, and what that came to is written in the ledgers of `elsewhere`, each
  /// after the entry that opened the hold there. `due` is what it came to in the others, where it
  /// isn't written yet.
  record ExpiredBefore(
      Charge charge,
      Instant at,
      Returned due,
      Map<WalletId, Long> elsewhere,
      AvailableCredits available)
      implements RefundResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits are back, as far as the buckets they came from still are.
  record Refunded(
      Charge charge, Returned returned, AvailableCredits available, List<Commit> commits)
      implements RefundResult {}
}
