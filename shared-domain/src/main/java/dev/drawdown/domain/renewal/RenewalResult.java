package dev.drawdown.domain.renewal;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.BilledWallet;
import java.util.List;

/// All results of telling facts about a subscription, in order of precedence. Only [Recorded] and
/// [Applied] have commits.
public sealed interface RenewalResult extends Decision {
  /// All of it was known.
  record AlreadyKnown() implements RenewalResult {}

  /// The facts are stored, and change no wallet yet.
  record Recorded(List<Commit> commits) implements RenewalResult {}

  /// These wallets have changed.
  record Applied(List<BilledWallet<?>> wallets, List<Commit> commits) implements RenewalResult {}
}
