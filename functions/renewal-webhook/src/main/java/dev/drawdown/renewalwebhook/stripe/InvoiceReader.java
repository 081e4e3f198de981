package dev.drawdown.renewalwebhook.stripe;

import static java.util.stream.Collectors.toCollection;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Fact.PaymentFailed;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads an invoice. Only the lines decide, never the total: a coupon, a credit or the customer's
/// balance may have paid for all of it.
final class InvoiceReader {
  static final String CREATE = "subscription_create";
  static final String CYCLE = "subscription_cycle";

  private final Catalog catalog;
  private final OwnNames names;

  InvoiceReader(Catalog catalog, OwnNames names) {
    this.catalog = catalog;
    this.names = names;
  }

  /// An invoice and its statements about its subscription. `metadata` is the subscription's
  /// metadata when the invoice was finalized.
  ///
  /// An invoice of added items alone may name the subscription in its lines only.
  record Invoice(
      JsonObject json,
      String reason,
      List<InvoiceLine> lines,
      Optional<String> subscription,
      JsonObject metadata) {
    static Invoice read(JsonObject json) {
      Optional<JsonObject> details = details(json);
      List<InvoiceLine> lines =
          StripeFields.whole(json, "lines").stream().map(InvoiceLine::read).toList();
      Optional<InvoiceLine> first =
          lines.stream().filter(line -> line.subscription().isPresent()).findFirst();
      return new Invoice(
          json,
          json.text("billing_reason"),
          lines,
          details
              .map(parent -> StripeFields.reference(parent, "subscription"))
              .orElseGet(() -> first.flatMap(InvoiceLine::subscription)),
          details
              .or(() -> first.map(InvoiceLine::json))
              .flatMap(parent -> parent.optionalObject("metadata"))
              .orElseGet(() -> JsonObject.parse("{}")));
    }

    private static Optional<JsonObject> details(JsonObject json) {
      Optional<JsonObject> parent = json.optionalObject("parent");
      if (parent.isEmpty() && json.text("billing_reason").startsWith("subscription")) {
        throw json.problem("parent", "is missing");
      }
      return parent
          .filter(named -> named.text("type").equals("subscription_details"))
          .map(named -> named.object("subscription_details"));
    }

    SubscriptionId requireSubscription() {
      return subscription
          .map(SubscriptionId::new)
          .orElseThrow(
              () -> json.problem("parent.subscription_details.subscription", "is missing"));
    }

    boolean isCycle() {
      return reason.equals(CYCLE);
    }
  }

  WebhookCommand paid(JsonObject json) {
    Invoice invoice = Invoice.read(json);
    if (!isOurs(invoice)) {
      return new NotOurs();
    }
    if (!json.text("status").equals("paid")) {
      throw json.problem("status", "must be paid");
    }
    PlanLines sold = PlanLines.of(invoice, names, catalog);
    List<Fact> facts = sold.facts();
    return facts.isEmpty()
        ? new NoAction()
        : new ApplyFacts(invoice.requireSubscription(), facts, true, sold.namedAlone());
  }

  private boolean isOurs(Invoice invoice) {
    return names.areIn(invoice.metadata())
        || invoice.lines().stream().anyMatch(line -> names.isListed(line.billed().price()));
  }

  WebhookCommand failed(JsonObject json) {
    Invoice invoice = Invoice.read(json);
    // Before the first payment there is nothing to lose. A customer who pays by transfer has no
    // attempts.
    if (invoice.reason().equals(CREATE)
        || invoice.subscription().isEmpty()
        || !json.text("collection_method").equals("charge_automatically")
        || !json.text("status").equals("open")) {
      return new NoAction();
    }
    boolean last = StripeFields.optionalInstant(json, "next_payment_attempt").isEmpty();
    List<Fact> facts =
        failedPeriods(invoice).stream().<Fact>map(start -> new PaymentFailed(start, last)).toList();
    return facts.isEmpty()
        ? new NoAction()
        : new ApplyFacts(invoice.requireSubscription(), facts, isOurs(invoice), List.of());
  }

  /// The starts of the whole periods on the invoice: those of plans at listed prices, or of all
  /// items if there are none. A declined upgrade has none.
  private SortedSet<Instant> failedPeriods(Invoice invoice) {
    List<InvoiceLine> whole =
        invoice.lines().stream()
            .filter(line -> line.isOfSubscription() && line.isWholePeriod())
            .toList();
    List<InvoiceLine> listed =
        whole.stream().filter(line -> names.isListed(line.billed().price())).toList();
    return (listed.isEmpty() ? whole : listed)
        .stream().map(InvoiceLine::start).collect(toCollection(TreeSet::new));
  }
}
