package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ReversePayment;

/// Reads a refund or a dispute: money goes back to the customer, or returns to the product. A
/// dispute takes the money when it opens, not when it is lost.
final class ReversalReader {
  WebhookCommand read(StripeEvent event) {
    boolean over =
        event.type().equals("refund.failed")
            || event.type().equals("charge.dispute.funds_reinstated");
    JsonObject json = event.object();
    if (over) {
      return reinstated(json);
    }
    return event.type().startsWith("refund.") ? refund(json) : dispute(json);
  }

  private static WebhookCommand refund(JsonObject refund) {
    return switch (refund.text("status")) {
      case "succeeded" -> taking(refund);
      case "failed", "canceled" -> reinstated(refund);
      case "pending", "requires_action" -> new NoAction();
      default -> throw refund.problem("status", "is not known");
    };
  }

  private static WebhookCommand dispute(JsonObject dispute) {
    return switch (dispute.text("status")) {
      case "needs_response", "under_review", "lost" -> taking(dispute);
      case "won", "prevented", "warning_closed" -> reinstated(dispute);
      // This is an inquiry: no money has moved.
      case "warning_needs_response", "warning_under_review" -> new NoAction();
      default -> throw dispute.problem("status", "is not known");
    };
  }

  private static ReversePayment taking(JsonObject json) {
    return new ReversePayment(
        payment(json),
        Reversal.taking(id(json), json.number("amount", 0, StripeFields.MAX_AMOUNT)));
  }

  private static ReversePayment reinstated(JsonObject json) {
    return new ReversePayment(payment(json), Reversal.reinstated(id(json)));
  }

  private static ReversalId id(JsonObject json) {
    return new ReversalId(json.identifier("id"));
  }

  /// The intent names a payment. An old payment, or one without a card, has no intent and is named
  /// by its charge.
  private static PaymentId payment(JsonObject json) {
    return StripeFields.reference(json, "payment_intent")
        .or(() -> StripeFields.reference(json, "charge"))
        .map(PaymentId::new)
        .orElseThrow(() -> json.problem("payment_intent", "is missing"));
  }
}
