package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookCommand.Unclear;

/// Says what an event means, from the event and the catalog alone.
///
/// A type that is listed here and can't be understood is [Unclear], never guessed at: a field that
/// is missing would otherwise become a plan of nothing, or a period without end.
final class Reader {
  private final boolean livemode;
  private final InvoiceReader invoices;
  private final SubscriptionReader subscriptions = new SubscriptionReader();
  private final CheckoutReader checkouts;
  private final ReversalReader reversals = new ReversalReader();

  Reader(Catalog catalog, boolean livemode) {
    this.livemode = livemode;
    this.invoices = new InvoiceReader(catalog);
    this.checkouts = new CheckoutReader(catalog);
  }

  WebhookCommand read(StripeEvent event) {
    if (!isRelevant(event.type())) {
      return new NoInterest();
    }
    if (event.livemode() != livemode) {
      // Whoever it names has nothing to do with it.
      return Unclear.because(
          event.livemode() ? "live mode, in test mode" : "test mode, in live mode");
    }
    if (!event.isUnderstood()) {
      return unclear(
          event, "unknown version: " + event.version().filter(Identifier::isValid).orElse("none"));
    }
    try {
      return understood(event);
    } catch (JsonProblem problem) {
      return unclear(event, problem.place() + ": " + problem.reason());
    }
  }

  private static Unclear unclear(StripeEvent event, String reason) {
    return new Unclear(
        reason, Suspects.owner(event.object()), Suspects.subscription(event.object()));
  }

  private static boolean isRelevant(String type) {
    return switch (type) {
      case "invoice.paid",
          "invoice.payment_failed",
          "customer.subscription.updated",
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
      case "customer.subscription.updated" -> subscriptions.updated(event);
      case "customer.subscription.deleted" -> subscriptions.deleted(event.object());
      case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
          checkouts.paid(event.object());
      default -> reversals.read(event);
    };
  }
}
