package dev.drawdown.domain.billing;

import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.Optional;

/// A payment provider's statement about a subscription.
///
/// Facts commute, and a repeated fact changes nothing: see [Subscription#with].
public sealed interface Fact {
  /// A line of a plan was paid. `named` is the plan in the subscription's metadata at that time, if
  /// any. If a later invoice names the same plan at another price, that metadata is stale.
  record TermPaid(Term term, Optional<PlanId> named) implements Fact {}

  /// A line of amount 0 covers `time` for an item. It extends the item's term and grants nothing.
  record TermExtended(ItemId item, PaidTime time) implements Fact {}

  /// A payment for the period from `start` failed. `last` says that the provider has given up.
  record PaymentFailed(Instant start, boolean last) implements Fact {}

  /// The provider planned or withdrew a cancellation.
  record CancellationChanged(FlagChange change) implements Fact {}

  /// The provider paused the subscription from the end of its period, or resumed it.
  record PauseChanged(FlagChange change) implements Fact {}

  /// The subscription is over from `at` on, for ever.
  record Ended(Instant at) implements Fact {}
}
