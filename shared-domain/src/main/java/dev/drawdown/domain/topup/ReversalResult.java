package dev.drawdown.domain.topup;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;

/// Everything that can come of a refund or a dispute of a payment, or of its end, in order of
/// precedence.
public sealed interface ReversalResult extends Decision {
  /// It was known before, or is over.
  record AlreadyReversed(Payment payment) implements ReversalResult {}

  /// Nobody knows how much the payment was, so no part of its pack can be told. Nothing was
  /// changed: this is for people to look into.
  record AmountUnknown(Payment payment) implements ReversalResult {}

  /// It is kept; no wallet has to change, for now or at all.
  record Recorded(Payment payment, List<Commit> commits) implements ReversalResult {}

  /// The pack has less, or again what had been taken.
  record Reversed(Payment payment, AccountWallet wallet, List<Commit> commits)
      implements ReversalResult {}
}
