package dev.drawdown.domain.charge;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.pool.AvailableCredits;
import java.util.List;

/// Everything that can come of refunding a charge or releasing a hold, in order of precedence. Only
/// [Refunded] is to be committed.
public sealed interface RefundResult extends Decision {
  /// The account has no charge of that name.
  record UnknownCharge() implements RefundResult {}

  /// It was given back before, or expired; `returned` is what that came to.
  record AlreadyBack(Charge charge, Returned returned, AvailableCredits available)
      implements RefundResult {}

  /// The credits are back, as far as the buckets they came from still are.
  record Refunded(
      Charge charge, Returned returned, AvailableCredits available, List<Commit> commits)
      implements RefundResult {}
}
