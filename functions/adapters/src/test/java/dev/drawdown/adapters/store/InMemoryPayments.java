package dev.drawdown.adapters.store;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that [InMemoryStore] has under names that are unique over all accounts.
final class InMemoryPayments {
  private final Map<SubscriptionId, OwnedSubscription> subscriptions = new HashMap<>();
  private final Map<Grant.Key, Credits> grants = new HashMap<>();
  private final Map<PaymentId, StoredPayment> payments = new HashMap<>();
  private final Set<ProviderEventId> done = new HashSet<>();
  private final InMemoryParked<ProviderEventId, ReceivedEvent> parked =
      new InMemoryParked<>(ReceivedEvent::id, Comparator.naturalOrder());

  Map<String, Object> contents() {
    return Map.of(
        "subscriptions", Map.copyOf(subscriptions),
        "grants", Map.copyOf(grants),
        "payments", Map.copyOf(payments),
        "done", Set.copyOf(done),
        "parked", parked.contents());
  }

  Optional<OwnedSubscription> subscription(SubscriptionId id) {
    return Optional.ofNullable(subscriptions.get(id));
  }

  Optional<Credits> claimed(Grant.Key key) {
    return Optional.ofNullable(grants.get(key));
  }

  Optional<StoredPayment> payment(PaymentId id) {
    return Optional.ofNullable(payments.get(id));
  }

  boolean isDone(ProviderEventId event) {
    return done.contains(event);
  }

  InMemoryParked<ProviderEventId, ReceivedEvent> parked() {
    return parked;
  }

  boolean mayBe(Write write) {
    return switch (write) {
      case Write.ClaimGrant(_, var grant, var before) -> claimed(grant.key()).equals(before);
      case Write.PutSubscription(var owner, var subscription, var before) -> {
        Optional<OwnedSubscription> was = subscription(subscription.id());
        yield before == was.map(OwnedSubscription::revision).orElse(0L)
            && was.filter(known -> !known.owner().equals(owner)).isEmpty();
      }
      case PaymentWrite.PutPayment(var payment, var before) ->
          before == payment(payment.id()).map(StoredPayment::revision).orElse(0L);
      case Write.ClaimEvent(var event) -> isNew(event);
      case Write.ParkEvent(var event) -> isNew(event.what().id());
      case Write.UnparkEvent(var event, _) -> parked.find(event).isPresent();
      case ChargeWrite.OpenCharge _,
          ChargeWrite.ChangeCharge _,
          ChargeWrite.KeepDocument _,
          ChargeWrite.FreeDocument _,
          MembershipWrite.AddMember _,
          MembershipWrite.RemoveMember _ ->
          true;
    };
  }

  void apply(Write write) {
    switch (write) {
      case Write.ClaimGrant(_, var grant, _) -> grants.put(grant.key(), grant.credits());
      case Write.PutSubscription(var owner, var subscription, var before) ->
          subscriptions.put(
              subscription.id(), new OwnedSubscription(owner, subscription, before + 1));
      case PaymentWrite.PutPayment(var payment, var before) ->
          payments.put(payment.id(), new StoredPayment(payment, before + 1));
      case Write.ClaimEvent(var event) -> done.add(event);
      case Write.ParkEvent(var event) -> parked.park(event);
      case Write.UnparkEvent(var event, _) -> {
        parked.remove(event);
        done.add(event);
      }
      case ChargeWrite.OpenCharge _,
          ChargeWrite.ChangeCharge _,
          ChargeWrite.KeepDocument _,
          ChargeWrite.FreeDocument _,
          MembershipWrite.AddMember _,
          MembershipWrite.RemoveMember _ -> {}
    }
  }

  private boolean isNew(ProviderEventId event) {
    return !isDone(event) && !parked.find(event).isPresent();
  }
}
