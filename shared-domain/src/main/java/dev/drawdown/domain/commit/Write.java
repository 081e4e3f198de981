package dev.drawdown.domain.commit;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.payment.Payment;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.Subscription;
import java.util.Optional;

/// What is written beside a wallet and its entries, each with the condition under which it may be.
public sealed interface Write {
  /// A new charge, on condition that its key is unused.
  record OpenCharge(Charge charge) implements Write {}

  /// A charge that was captured, released or refunded, on condition that entry `changedBefore` was
  /// still the last to change it.
  record ChangeCharge(Charge charge, long changedBefore) implements Write {}

  /// A document kept by a charge, on condition that none keeps it, or still `instead`, which was
  /// given back.
  record KeepDocument(DocumentKey document, ChargeId charge, Optional<ChargeId> instead)
      implements Write {}

  /// A document free again, on condition that `charge` keeps it.
  record FreeDocument(DocumentKey document, ChargeId charge) implements Write {}

  /// A payment for a plan, on condition that its key is unclaimed, or claimed with exactly
  /// `claimedBefore` credits, which were fewer.
  record ClaimGrant(Owner owner, Grant grant, Optional<Credits> claimedBefore) implements Write {}

  /// What is known of a subscription, on condition that it was written `revisionBefore` times and
  /// has the same owner; 0 where it was never written.
  record PutSubscription(Owner owner, Subscription subscription, long revisionBefore)
      implements Write {}

  /// A member of a pool and its cap, on condition that there is none of that name yet, or, where it
  /// isn't `joining`, that there is.
  record PutMember(PoolId pool, AccountId account, Optional<Credits> limit, boolean joining)
      implements Write {}

  /// A member of a pool no more, on condition that it was one.
  record RemoveMember(PoolId pool, AccountId account) implements Write {}

  /// What is known of a payment for a pack, on condition that it was written `revisionBefore`
  /// times; 0 where it was never written.
  record PutPayment(Payment payment, long revisionBefore) implements Write {}

  /// An event of the payment provider that has had its effect, on condition that it hadn't and
  /// isn't parked.
  record ClaimEvent(ProviderEventId event) implements Write {}

  /// An event that waits for people, on condition that it neither waits already nor is done with.
  record ParkEvent(ParkedEvent event) implements Write {}

  /// An event that was parked and is done with, on condition that it is parked: it has had its
  /// effect, or was dropped, and `droppedBecause` says why.
  record UnparkEvent(ProviderEventId event, Optional<String> droppedBecause) implements Write {}
}
