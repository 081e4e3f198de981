package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import java.util.List;
import java.util.Optional;

/// The outcomes of applying facts about a subscription, in order of precedence. Only [Recorded] and
/// [Applied] have commits.
public sealed interface RenewalResult extends Decision {
  /// All facts were known.
  record AlreadyKnown() implements RenewalResult {}

  /// The wallet or the subscription would have to keep more facts than `limit` allows.
  ///
  /// `owner` pays for the new term; it is empty if no term is new. None of the event's facts are
  /// applied. The event can succeed later, when some facts are over or some waiting terms have
  /// begun.
  record TooMuch(Optional<Owner> owner, BillingLimit limit) implements RenewalResult {}

  /// The facts are stored for later. No wallet changes now.
  record Recorded(List<Commit> commits) implements RenewalResult {}

  /// At least one wallet changed.
  record Applied(List<Commit> commits) implements RenewalResult {}
}
