package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.util.List;
import java.util.Optional;

/// What an event means to an account, as far as the event alone can tell.
sealed interface WebhookCommand {
  /// Facts about one subscription, in the order in which they are to be told. Its owner is the
  /// `owner` that it names, or else whoever is known to own it.
  record Renewal(SubscriptionId subscription, Optional<Owner> owner, List<RenewalFact> facts)
      implements WebhookCommand {
    public Renewal {
      facts = List.copyOf(facts);
      if (facts.isEmpty()) {
        throw new IllegalArgumentException("nothing is told of " + subscription);
      }
    }
  }

  /// A pack was bought in a checkout.
  record Purchase(AccountId account, PackPaid paid) implements WebhookCommand {}

  /// A payment goes back, in part or whole, or comes again.
  record Return(PaymentId payment, Reversal reversal) implements WebhookCommand {}

  /// It ought to have an effect, and can't have one for `reason`. `owner` and `subscription` are
  /// whom it seems to be about.
  record Unclear(String reason, Optional<Owner> owner, Optional<SubscriptionId> subscription)
      implements WebhookCommand {
    static Unclear because(String reason) {
      return new Unclear(reason, Optional.empty(), Optional.empty());
    }
  }

  /// It is nobody's business here.
  record NoInterest() implements WebhookCommand {}
}
