package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.BilledWallet;
import java.util.List;
import java.util.Optional;

/// All results of telling facts about a subscription, in order of precedence. Only [Recorded] and
/// [Applied] have commits.
public sealed interface RenewalResult extends Decision {
  /// All of it was known.
  record AlreadyKnown() implements RenewalResult {}

  /// More would have to be kept of what `owner` pays for than `limit` allows. Without an owner no
  /// term is new. Nothing of the event is told. It can be told again once some of that is over, or
  /// some terms that wait have begun.
  record TooMuch(Optional<Owner> owner, BillingLimit limit) implements RenewalResult {}

  /// It is kept for when it matters: the wallets are as they were.
  record Recorded(List<Commit> commits) implements RenewalResult {}

  /// These wallets have changed.
  record Applied(List<BilledWallet<?>> wallets, List<Commit> commits) implements RenewalResult {}
}
