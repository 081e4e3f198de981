package dev.drawdown.domain.commit;

import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.topup.PaymentWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A record that is written beside a wallet and its entries, with its own condition.
///
/// Writes that only one capability makes are declared beside its rules, so that those rules may
/// depend on this package.
public sealed interface Write
    permits ChargeWrite,
        MembershipWrite,
        PaymentWrite,
        ManualChange.PutChange,
        Write.PutSubscription,
        Write.ClaimTerm,
        Write.ClaimEvent,
        Write.ParkEvent,
        Write.UnparkEvent {
  /// The minimum time for which the store remembers a finished event.
  ///
  /// The provider repeats an event for three days by itself, and for thirty days on request. The
  /// payment's own id keeps a payment known for ever.
  Duration EVENT_LIFE = Duration.ofDays(90);

  /// The facts known about a subscription, on condition that it was written `revisionBefore` times;
  /// 0 means never. The set of facts contains a term once, so the term is granted once.
  record PutSubscription(Subscription subscription, long revisionBefore) implements Write {}

  /// A term that a product's backend recorded, on condition that its key is new.
  record ClaimTerm(RecordedTerm term) implements Write {}

  /// An event of the payment provider that took effect at an instant, on condition that it is
  /// neither applied nor parked. The store keeps its id for [#EVENT_LIFE] from then on.
  record ClaimEvent(ProviderEventId event, Instant at) implements Write {}

  /// An event that waits for a person, on condition that it is neither parked nor finished.
  record ParkEvent(Parked<ReceivedEvent> event) implements Write {}

  /// A parked event that is finished at an instant, on condition that it is parked.
  ///
  /// It has taken effect, or an operator dropped it; then `droppedBecause` gives the reason. The
  /// store removes the body at once and keeps the id for [#EVENT_LIFE].
  record UnparkEvent(ProviderEventId event, Optional<String> droppedBecause, Instant at)
      implements Write {}
}
