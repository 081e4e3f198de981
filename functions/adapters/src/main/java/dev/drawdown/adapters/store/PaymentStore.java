package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.ReversalSituation;
import dev.drawdown.domain.topup.TopUpSituation;
import java.util.List;
import java.util.Optional;

/// Where subscriptions, payments for packs and the provider's events are kept, whose names are
/// unique over all accounts. What changes is committed to the [Store] beside it, which knows the
/// same wallets.
///
/// Reads are strongly consistent. No wallet is older than what was read with it: what that has done
/// to the wallet is in it.
public interface PaymentStore {
  /// What a fact about `subscription` is told on, for the account or pool that it names; a
  /// payment's with what `grant` was claimed with. One round trip, and a second one where the
  /// subscription is known.
  RenewalSituation renewal(Owner owner, SubscriptionId subscription, Optional<Grant.Key> grant);

  /// Whose a subscription is, once anything was told of it.
  Optional<Owner> ownerOf(SubscriptionId subscription);

  /// What a pack is credited on. One round trip.
  TopUpSituation topUp(AccountId owner, PaymentId payment);

  /// What a payment is reversed on. One round trip, and a second one where it was credited.
  ReversalSituation reversal(PaymentId payment);

  /// Whether an event has had its effect, or was dropped. One that is parked is not done.
  boolean isDone(ProviderEventId event);

  Optional<ParkedEvent> parked(ProviderEventId event);

  /// At most `limit` parked events whose ids come after `after`, by id; fewer where there are no
  /// more.
  List<ParkedEvent> parked(int limit, Optional<ProviderEventId> after);
}
