package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookCommand.Renewal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Says what an invoice of a subscription means. The lines decide: an invoice's own period is when
/// it was being written, and why it was written doesn't say what is on it.
final class InvoiceReader {
  private static final long MOST = 1_000_000_000_000L;

  private final PlanReader plans;

  InvoiceReader(Catalog catalog) {
    this.plans = new PlanReader(catalog);
  }

  WebhookCommand paid(JsonObject invoice) {
    Optional<JsonObject> details = details(invoice);
    // Paid of itself, without any money: a trial, or a voucher for all of it.
    if (details.isEmpty() || invoice.number("total", -MOST, MOST) == 0) {
      return new NoInterest();
    }
    if (!invoice.text("status").equals("paid")) {
      throw invoice.problem("status", "must be paid");
    }
    String reason = invoice.text("billing_reason");
    List<InvoiceLine> sold = sold(lines(invoice), reason);
    if (sold.isEmpty()) {
      return new NoInterest();
    }
    JsonObject metadata = metadata(details.get());
    SubscriptionId subscription = subscription(details.get());
    boolean renewal = reason.equals("subscription_cycle");
    List<RenewalFact> facts =
        plans.planned(sold, metadata).stream()
            .<RenewalFact>map(line -> line.paid(subscription, renewal))
            .toList();
    return new Renewal(subscription, StripeFields.owner(metadata), facts);
  }

  /// What is paid for: whole periods, or else what an upgrade comes to within one.
  private static List<InvoiceLine> sold(List<InvoiceLine> lines, String reason) {
    List<InvoiceLine> whole =
        lines.stream().filter(line -> line.amount() > 0 && line.isWholePeriod()).toList();
    return whole.isEmpty() && reason.equals("subscription_update")
        ? lines.stream().filter(line -> line.amount() > 0 && line.proration()).toList()
        : whole;
  }

  WebhookCommand failed(JsonObject invoice) {
    Optional<JsonObject> details = details(invoice);
    // Before the first payment there is nothing to lose, and who pays by transfer has no attempts.
    if (details.isEmpty()
        || invoice.text("billing_reason").equals("subscription_create")
        || !invoice.text("collection_method").equals("charge_automatically")
        || !invoice.text("status").equals("open")) {
      return new NoInterest();
    }
    boolean last = StripeFields.optionalInstant(invoice, "next_payment_attempt").isEmpty();
    SubscriptionId subscription = subscription(details.get());
    Optional<Instant> start =
        lines(invoice).stream()
            .filter(InvoiceLine::isWholePeriod)
            .map(InvoiceLine::start)
            .max(Comparator.naturalOrder());
    if (start.isEmpty()) {
      return new NoInterest();
    }
    return new Renewal(
        subscription,
        StripeFields.owner(metadata(details.get())),
        List.of(new PaymentFailed(subscription, start.get(), last)));
  }

  private static List<InvoiceLine> lines(JsonObject invoice) {
    return StripeFields.whole(invoice, "lines").stream().map(InvoiceLine::read).toList();
  }

  private static Optional<JsonObject> details(JsonObject invoice) {
    Optional<JsonObject> parent = invoice.optionalObject("parent");
    boolean named = invoice.optionalText("billing_reason").orElse("").startsWith("subscription");
    if (parent.isEmpty() && named) {
      throw invoice.problem("parent", "is missing");
    }
    return parent
        .filter(json -> json.text("type").equals("subscription_details"))
        .map(json -> json.object("subscription_details"));
  }

  private static JsonObject metadata(JsonObject details) {
    return details.optionalObject("metadata").orElseGet(() -> JsonObject.parse("{}"));
  }

  private static SubscriptionId subscription(JsonObject details) {
    return StripeFields.reference(details, "subscription")
        .map(SubscriptionId::new)
        .orElseThrow(() -> details.problem("subscription", "is missing"));
  }
}
