package dev.drawdown.renewalwebhook.stripe;

import static java.util.stream.Collectors.joining;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.BuyPack;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ReversePayment;
import java.time.Instant;
import java.util.Optional;

/// Reads event bodies, and describes their commands in one line.
final class ReadEvents {
  private ReadEvents() {}

  static WebhookCommand read(EventBody body) {
    return read(body, "outsmart");
  }

  static WebhookCommand read(EventBody body, String catalog) {
    return new EventReader(Catalogs.shipped(catalog), true).read(StripeEvent.read(body.bytes()));
  }

  static String describe(EventBody body) {
    return describe(read(body));
  }

  /// Facts in order, such as `paid solo 100 of 2026-11-20 to 2026-12-20`.
  static String describe(WebhookCommand command) {
    return switch (command) {
      case ApplyFacts(_, var facts, _, _) ->
          facts.stream().map(ReadEvents::describe).collect(joining(", "));
      case BuyPack(var account, var paid) ->
          account + " bought " + paid.pack() + " by " + paid.payment() + " for " + paid.amount();
      case ReversePayment(var payment, var reversal) -> payment + " " + reversal;
      case Park park -> "parked: " + park.reason();
      case NotOurs() -> "not ours";
      case NoAction() -> "no action";
    };
  }

  private static String describe(Fact fact) {
    return switch (fact) {
      case Fact.TermPaid(Term term, _) -> "paid " + describe(term);
      case Fact.TermExtended(ItemId item, PaidTime time) ->
          "extended " + item + " of " + day(time.start()) + " to " + day(time.end());
      case Fact.PaymentFailed(Instant start, boolean last) ->
          (last ? "given up " : "failed ") + day(start);
      case Fact.CancellationChanged(FlagChange change) -> "cancels " + describe(change);
      case Fact.PauseChanged(FlagChange change) -> "pauses " + describe(change);
      case Fact.Ended(Instant at) -> "ended " + day(at);
    };
  }

  private static String describe(Term term) {
    return "%s %s%s of %s to %s"
        .formatted(
            term.plan(),
            term.credits(),
            term.bonus().isNone() ? "" : "+" + term.bonus(),
            day(term.start()),
            day(term.end()));
  }

  private static String describe(FlagChange change) {
    return day(change.before()) + " -> " + day(change.at());
  }

  private static String day(Optional<Instant> instant) {
    return instant.map(ReadEvents::day).orElse("never");
  }

  private static String day(Instant instant) {
    return instant.toString().replace("T00:00:00Z", "");
  }
}
