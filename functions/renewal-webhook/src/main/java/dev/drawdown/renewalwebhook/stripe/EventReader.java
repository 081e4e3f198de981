package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import java.util.Optional;
import java.util.function.Function;

/// Turns an event into a command, from the event and the catalog alone.
///
/// It parks an event of a listed type whole if it can't understand it, and guesses nothing. With a
/// guess, a missing field could become a plan of 0 credits, or a period without end. An event that
/// names nothing of this product belongs to another product and isn't parked.
public final class EventReader {
  private final boolean livemode;
  private final OwnNames names;
  private final InvoiceReader invoices;
  private final SubscriptionReader subscriptions;
  private final CheckoutReader checkouts;
  private final ReversalReader reversals = new ReversalReader();

  public EventReader(Catalog catalog, boolean livemode) {
    this.livemode = livemode;
    this.names = new OwnNames(catalog);
    this.invoices = new InvoiceReader(catalog, names);
    this.subscriptions = new SubscriptionReader(names);
    this.checkouts = new CheckoutReader(catalog, names);
  }

  public WebhookCommand read(StripeEvent event) {
    Optional<Function<StripeEvent, WebhookCommand>> reader = readerOf(event.type());
    if (reader.isEmpty()) {
      return new NoAction();
    }
    if (event.livemode() != livemode) {
      // The accounts in it are those of the other mode.
      return Park.because(event.livemode() ? "live mode, in test mode" : "test mode, in live mode");
    }
    if (!event.isUnderstood()) {
      return park(
          event, "unknown version: " + event.version().filter(Identifier::isValid).orElse("none"));
    }
    try {
      return reader.get().apply(event);
    } catch (JsonProblem problem) {
      return isReversal(event.type()) || names.mayBeIn(event.object())
          ? park(event, problem.getMessage())
          : new NotOurs();
    }
  }

  private static Park park(StripeEvent event, String reason) {
    return new Park(reason, OwnNames.owner(event.object()), OwnNames.subscription(event.object()));
  }

  /// The reader of events of that type. Empty if events of that type need no action.
  private Optional<Function<StripeEvent, WebhookCommand>> readerOf(String type) {
    return switch (type) {
      case "invoice.paid" -> Optional.of(event -> invoices.paid(event.object()));
      case "invoice.payment_failed" -> Optional.of(event -> invoices.failed(event.object()));
      case "customer.subscription.updated",
          "customer.subscription.paused",
          "customer.subscription.resumed" ->
          Optional.of(subscriptions::updated);
      case "customer.subscription.deleted" ->
          Optional.of(event -> subscriptions.deleted(event.object()));
      case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
          Optional.of(event -> checkouts.paid(event.object()));
      default -> isReversal(type) ? Optional.of(reversals::read) : Optional.empty();
    };
  }

  private static boolean isReversal(String type) {
    return type.startsWith("refund.") || type.startsWith("charge.dispute.");
  }
}
