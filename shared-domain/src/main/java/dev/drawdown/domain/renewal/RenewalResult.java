package dev.drawdown.domain.renewal;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.BilledWallet;
import java.util.List;

/// Everything that can come of facts about a subscription, in order of precedence. Only [Recorded]
/// and [Applied] are to be committed.
public sealed interface RenewalResult extends Decision {
  /// All of it was known.
  record AlreadyKnown() implements RenewalResult {}

  /// It is kept for when it matters: the wallets are as they were.
  record Recorded(List<Commit> commits) implements RenewalResult {}

  /// These wallets have changed.
  record Applied(List<BilledWallet<?>> wallets, List<Commit> commits) implements RenewalResult {}
}
