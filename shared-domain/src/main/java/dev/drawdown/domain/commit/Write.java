package dev.drawdown.domain.commit;

import dev.drawdown.domain.billing.StatedTerm;
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

/// What is written beside a wallet and its entries, each with the condition under which it may be.
///
/// What one capability alone writes is listed beside its rules, so that those may know this
/// package.
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
  /// For how long it is known at least that an event is done with. The provider sends one again for
  /// three days by itself, and for thirty days if somebody asks. What was paid is known for ever
  /// under the payment's own name.
  Duration EVENT_LIFE = Duration.ofDays(90);

  /// The facts that are known of a subscription, on condition that it was written `revisionBefore`
  /// times; 0 where it was never written. A term is granted once, because the set of facts has it
  /// once.
  record PutSubscription(Subscription subscription, long revisionBefore) implements Write {}

  /// A term that a product's backend stated, on condition that nothing was stated under its name.
  record ClaimTerm(StatedTerm term) implements Write {}

  /// An event of the payment provider that had its effect at an instant, on condition that it
  /// hadn't and isn't parked. Its name is kept for [#EVENT_LIFE] from then on.
  record ClaimEvent(ProviderEventId event, Instant at) implements Write {}

  /// An event that waits for people, on condition that it neither waits already nor is done with.
  record ParkEvent(Parked<ReceivedEvent> event) implements Write {}

  /// An event that was parked and is done with at an instant, on condition that it is parked: it
  /// has had its effect, or was dropped, and `droppedBecause` says why. Its body is removed at
  /// once, and its name is kept for [#EVENT_LIFE].
  record UnparkEvent(ProviderEventId event, Optional<String> droppedBecause, Instant at)
      implements Write {}
}
