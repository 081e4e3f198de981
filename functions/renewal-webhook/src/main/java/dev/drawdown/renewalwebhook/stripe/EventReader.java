package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;

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
    if (!isRelevant(event.type())) {
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
      return understood(event);
    } catch (JsonProblem problem) {
      return isReversal(event.type()) || names.mayBeIn(event.object())
          ? park(event, problem.getMessage())
          : new NotOurs();
    }
  }

  private static Park park(StripeEvent event, String reason) {
    return new Park(reason, OwnNames.owner(event.object()), OwnNames.subscription(event.object()));
  }

  private static boolean isRelevant(String type) {
    return switch (type) {
      case "invoice.paid",
          "invoice.payment_failed",
          "customer.subscription.updated",
          "customer.subscription.paused",
          "customer.subscription.resumed",
          "customer.subscription.deleted",
          "checkout.session.completed",
          "checkout.session.async_payment_succeeded" ->
          true;
      default -> isReversal(type);
    };
  }

  private static boolean isReversal(String type) {
    return type.startsWith("refund.") || type.startsWith("charge.dispute.");
  }

  private WebhookCommand understood(StripeEvent event) {
    return switch (event.type()) {
      case "invoice.paid" -> invoices.paid(event.object());
      case "invoice.payment_failed" -> invoices.failed(event.object());
      case "customer.subscription.updated",
          "customer.subscription.paused",
          "customer.subscription.resumed" ->
          subscriptions.updated(event);
      case "customer.subscription.deleted" -> subscriptions.deleted(event.object());
      case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
          checkouts.paid(event.object());
      default -> reversals.read(event);
    };
  }
}
