package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Fact.TermExtended;
import dev.drawdown.domain.billing.Fact.TermPaid;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The command in an event, read from the event and the catalog alone.
public sealed interface WebhookCommand {
  /// The command of an event about a subscription, decided with the facts that were known before:
  /// they may show that the event is another product's, or must be parked.
  sealed interface Decided extends WebhookCommand {}

  /// All facts that the event states about one subscription.
  ///
  /// `ours` means that the event itself names an account, a pool, a plan or a listed price.
  /// `namedAlone` has the items and prices whose plan only the metadata names. That name may be
  /// stale.
  record ApplyFacts(
      SubscriptionId subscription, List<Fact> facts, boolean ours, List<SeenPrice> namedAlone)
      implements Decided {
    public ApplyFacts {
      facts = List.copyOf(facts);
      namedAlone = List.copyOf(namedAlone);
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
      if (extendsNothing(known)) {
        return this;
      }
      return namedAlone.stream()
          .flatMap(billed -> stale(billed, known).stream())
          .<Decided>map(park -> park)
          .findFirst()
          .orElse(this);
    }

    /// A free period from before the first paid one, such as a trial, has no effect.
    private boolean extendsNothing(Subscription known) {
      return facts.stream()
          .allMatch(
              fact ->
                  fact instanceof TermExtended(_, PaidTime time)
                      && known.firstPaid().filter(time.start()::isBefore).isPresent());
    }

    private Optional<Park> stale(SeenPrice billed, Subscription known) {
      return known
          .otherPrice(billed)
          .map(
              other ->
                  new Park(
                      "metadata.plan: may be stale, because under the name "
                          + billed.named()
                          + " the item was paid at "
                          + other
                          + " before, and this invoice bills it at "
                          + billed.price(),
                      owner(known),
                      Optional.of(subscription)));
    }

    /// The owner of a paid term, or else of the last known one.
    private Optional<Owner> owner(Subscription known) {
      return Stream.concat(known.terms().stream(), terms())
          .map(Term::owner)
          .reduce((_, last) -> last);
    }

    private Stream<Term> terms() {
      return facts.stream()
          .filter(TermPaid.class::isInstance)
          .map(TermPaid.class::cast)
          .map(TermPaid::term);
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
