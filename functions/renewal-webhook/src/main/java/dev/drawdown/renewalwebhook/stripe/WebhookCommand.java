package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Fact.TermPaid;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.util.List;
import java.util.Optional;

/// The command in an event, read from the event and the catalog alone.
public sealed interface WebhookCommand {
  /// The command of an event about a subscription, decided with the facts that were known before:
  /// they may show that the event is another product's, or must be parked.
  sealed interface Decided extends WebhookCommand {}

  /// All facts that the event states about one subscription.
  ///
  /// `ours` means that the event itself names an account, a pool, a plan or a listed price.
  /// `namedAlone` is the plan of the paid terms if only the metadata names it, and it may be stale.
  record ApplyFacts(
      SubscriptionId subscription, List<Fact> facts, boolean ours, Optional<PlanId> namedAlone)
      implements Decided {
    public ApplyFacts {
      facts = List.copyOf(facts);
      if (facts.isEmpty()) {
        throw new IllegalArgumentException("no facts about " + subscription);
      }
    }

    /// Decides on all facts at once, so that an event is applied whole or not at all. `known` is
    /// the stored subscription, or [Subscription#unknown].
    ///
    /// P10: it parks stale metadata. Facts belong to another product if neither the event nor any
    /// earlier fact connects the subscription with this product.
    public Decided decide(Subscription known) {
      if (!known.id().equals(subscription)) {
        throw new IllegalArgumentException(known.id() + " isn't " + subscription);
      }
      if (!ours && known.equals(Subscription.unknown(subscription))) {
        return new NotOurs();
      }
      return namedAlone.flatMap(plan -> stale(plan, known)).<Decided>map(park -> park).orElse(this);
    }

    private List<Term> terms() {
      return facts.stream()
          .filter(TermPaid.class::isInstance)
          .map(TermPaid.class::cast)
          .map(TermPaid::term)
          .toList();
    }

    private Optional<Park> stale(PlanId plan, Subscription known) {
      for (Term term : terms()) {
        Optional<PriceId> other = known.otherPrice(term, plan);
        if (other.isPresent()) {
          String reason =
              "metadata.plan: may be stale, because under the name "
                  + plan
                  + " the item was paid at "
                  + other.get()
                  + " before, and now at "
                  + term.price();
          return Optional.of(
              new Park(reason, Optional.of(term.owner()), Optional.of(subscription)));
        }
      }
      return Optional.empty();
    }
  }

  /// A customer bought a pack in a checkout.
  record BuyPack(AccountId account, PackPaid paid) implements WebhookCommand {}

  /// A payment goes back, in part or whole, or returns. If it didn't buy a pack, the event needs no
  /// action.
  record ReversePayment(PaymentId payment, Reversal reversal) implements WebhookCommand {}

  /// The event should have an effect, but can't, for `reason`. It seems to concern `owner` and
  /// `subscription`.
  record Park(String reason, Optional<Owner> owner, Optional<SubscriptionId> subscription)
      implements Decided {
    static Park because(String reason) {
      return new Park(reason, Optional.empty(), Optional.empty());
    }
  }

  /// The event belongs to another product on the same account of the provider. It is ignored and
  /// counted.
  record NotOurs() implements Decided {}

  /// The event changes nothing: it has another type, or concerns something that isn't paid yet.
  record NoAction() implements WebhookCommand {}
}
