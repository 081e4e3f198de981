package dev.drawdown.domain.simulation;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is unique over all accounts, over plain memory.
public final class ProviderInMemory {
  private final Map<SubscriptionId, OwnedSubscription> subscriptions = new HashMap<>();
  private final Map<PaymentId, StoredPayment> payments = new HashMap<>();
  private final Map<Grant.Key, Credits> grants = new HashMap<>();
  private final Set<ProviderEventId> events = new HashSet<>();

  public Optional<OwnedSubscription> subscription(SubscriptionId id) {
    return Optional.ofNullable(subscriptions.get(id));
  }

  public Optional<StoredPayment> payment(PaymentId id) {
    return Optional.ofNullable(payments.get(id));
  }

  Optional<Credits> claimed(PeriodPaid paid) {
    Grant.Key key = new Grant.Key(paid.subscription(), paid.end(), paid.plan(), paid.quantity());
    return Optional.ofNullable(grants.get(key));
  }

  /// Whether the condition of `write` holds. Then it is made.
  boolean write(Write write) {
    return switch (write) {
      case Write.ClaimGrant(_, Grant grant, var before) ->
          Optional.ofNullable(grants.put(grant.key(), grant.credits())).equals(before);
      case Write.PutSubscription(Owner owner, Subscription subscription, long before) -> {
        OwnedSubscription put = new OwnedSubscription(owner, subscription, before + 1);
        OwnedSubscription was = subscriptions.put(subscription.id(), put);
        yield was == null ? before == 0 : was.revision() == before && was.owner().equals(owner);
      }
      case PaymentWrite.PutPayment(Payment payment, long before) -> {
        StoredPayment was = payments.put(payment.id(), new StoredPayment(payment, before + 1));
        yield before == (was == null ? 0 : was.revision());
      }
      case Write.ClaimEvent(ProviderEventId event) -> events.add(event);
      case Write.ParkEvent _, Write.UnparkEvent _ ->
          throw new UnsupportedOperationException("nobody parks here: " + write);
      case ChargeWrite.OpenCharge _,
          ChargeWrite.ChangeCharge _,
          ChargeWrite.KeepDocument _,
          ChargeWrite.FreeDocument _,
          MembershipWrite.AddMember _,
          MembershipWrite.RemoveMember _ ->
          false;
    };
  }
}
