package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.wallet.BilledWallet;
import java.util.List;

/// Everything that can come of a fact about a subscription, in order of precedence.
///
/// The first three are for people to look into: nothing was changed, and the same fact may be told
/// again. Only [Recorded] and [Applied] are to be committed.
public sealed interface RenewalResult extends Decision {
  /// The subscription belongs to another account, for ever.
  record OwnedByAnother(Owner owner) implements RenewalResult {}

  /// The catalog has no such plan, or doesn't sell it to owners of this kind.
  record UnknownPlan(PlanId plan) implements RenewalResult {}

  /// The plan leaves its size open, and the payment doesn't say it.
  record SizeMissing(PlanId plan) implements RenewalResult {}

  /// All of it was known.
  record AlreadyKnown(BilledWallet<?> wallet) implements RenewalResult {}

  /// It is history, or of a subscription that isn't the account's current one: kept for when it
  /// matters; the wallet is as it was.
  record Recorded(BilledWallet<?> wallet, List<Commit> commits) implements RenewalResult {}

  /// The wallet has changed.
  record Applied(BilledWallet<?> wallet, List<Commit> commits) implements RenewalResult {}
}
