package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;

/// Everything that can come of refunding a charge or releasing a hold, in order of precedence. Only
/// [Refunded] is to be committed.
public sealed interface RefundResult extends Decision {
  /// The account has no charge of that name.
  record UnknownCharge() implements RefundResult {}

  /// It was given back before; `returned` is what that came to.
  record AlreadyBack(Charge charge, Returned returned, Wallet wallet) implements RefundResult {}

  /// The hold expired and that is written in the ledger, after entry `charge.openedBy()`; what it
  /// came to stands there.
  record ExpiredBefore(Charge charge, Wallet wallet) implements RefundResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits are back, as far as the buckets they came from still are.
  record Refunded(Charge charge, Returned returned, Wallet wallet, List<Commit> commits)
      implements RefundResult {}
}
