package dev.drawdown.local.stripe;

import dev.drawdown.local.stripe.RequestedLines.Line;
import dev.drawdown.local.stripe.StripeProvider.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes the invoices of subscriptions, paid or not.
record Invoices(PriceList prices, Map<String, BilledSubscription> subscriptions) {
  private static final Duration UNTIL_RETRY = Duration.ofDays(3);
  private static final String CREATE = "subscription_create";
  private static final String AUTOMATIC = "charge_automatically";
  private static final List<String> COLLECTIONS = List.of(AUTOMATIC, "send_invoice");
  private static final List<String> REASONS =
      List.of(
          CREATE,
          RequestedLines.CYCLE,
          RequestedLines.UPDATE,
          "subscription_threshold",
          "manual",
          "automatic_pending_invoice_item_invoice");

  Made paid(EventRequest request, Instant now) {
    Invoice invoice = invoice(request, CREATE, now);
    BilledSubscription paid = invoice.plan().paid(invoice.lines());
    return new Made(
        invoice.json(true), invoice.names(), Map.of(), () -> subscriptions.put(paid.id(), paid));
  }

  /// The provider doesn't try again after the attempt that the request calls the `last`.
  Made failed(EventRequest request, Instant now) {
    Invoice invoice = invoice(request, RequestedLines.CYCLE, now);
    BilledSubscription before = invoice.plan().before();
    boolean renewal = invoice.plan().reason().equals(RequestedLines.CYCLE);
    return new Made(
        invoice.json(false),
        invoice.names(),
        Map.of(),
        () -> {
          if (renewal) {
            subscriptions.computeIfPresent(before.id(), (_, _) -> before.failed());
          }
        });
  }

  private Invoice invoice(EventRequest request, String usualReason, Instant now) {
    String reason = request.oneOf("billingReason", REASONS).orElse(usualReason);
    String id = request.nameAfterOwner("subscription", "sub", "");
    BilledSubscription before =
        Optional.ofNullable(subscriptions.get(id))
            .orElseGet(() -> BilledSubscription.startedAt(now, id));
    RequestedLines plan =
        new RequestedLines(request, before, before.changedBy(request, prices), reason, prices, now);
    return new Invoice(plan, plan.lines());
  }

  /// One invoice, paid or not.
  private record Invoice(RequestedLines plan, List<Line> lines) {
    Map<String, Object> names() {
      BillingPeriod period = lines.getFirst().period();
      Map<String, Object> names = new LinkedHashMap<>();
      names.put("subscription", plan.after().id());
      names.put("periodStart", period.start());
      names.put("periodEnd", period.end());
      return names;
    }

    private String id() {
      BillingPeriod period = lines.getFirst().period();
      boolean within = plan.reason().equals(RequestedLines.UPDATE);
      return plan.request()
          .name("invoice")
          .orElse("in_" + plan.after().id() + "_" + (within ? plan.now() : period.end()));
    }

    private String currency() {
      return plan.request().text("currency", lines.getFirst().item().monthly().currency());
    }

    Map<String, Object> json(boolean paid) {
      EventRequest request = plan.request();
      long seconds = StripeJson.seconds(plan.now());
      Map<String, Object> json = StripeJson.object("invoice", id());
      putRetry(json, paid);
      json.put("billing_reason", plan.reason());
      json.put("created", seconds);
      json.put("currency", currency());
      json.put("customer", plan.after().customer());
      json.put("discounts", discounts(hasCoupon()));
      json.put(
          "lines",
          StripeJson.list(
              lineObjects(), request.flag("hasMore"), "/v1/invoices/" + id() + "/lines"));
      json.put("livemode", request.flag("livemode"));
      json.put("metadata", Map.of());
      json.put("parent", request.flag("oneOff") ? Optional.empty() : parent());
      // The time in which items were collected, not the billed period.
      json.put("period_end", seconds);
      json.put("period_start", seconds);
      json.put("status", paid ? "paid" : "open");
      json.put("status_transitions", transitions(paid));
      putAmounts(json, paid);
      return json;
    }

    /// After a failed attempt, another one is planned, unless it was the last.
    private void putRetry(Map<String, Object> json, boolean paid) {
      boolean over = paid || plan.request().flag("last");
      Optional<Instant> retry = over ? Optional.empty() : Optional.of(plan.now().plus(UNTIL_RETRY));
      json.put("attempt_count", plan.request().number("attempt", 1, 100).orElse(1));
      json.put("attempted", true);
      json.put("auto_advance", retry.isPresent());
      json.put(
          "collection_method", plan.request().oneOf("collection", COLLECTIONS).orElse(AUTOMATIC));
      json.put("next_payment_attempt", StripeJson.seconds(retry));
    }

    private Map<String, Object> transitions(boolean paid) {
      long seconds = StripeJson.seconds(plan.now());
      Map<String, Object> transitions = new LinkedHashMap<>();
      transitions.put("finalized_at", seconds);
      transitions.put("marked_uncollectible_at", Optional.empty());
      transitions.put("paid_at", paid ? seconds : Optional.empty());
      transitions.put("voided_at", Optional.empty());
      return transitions;
    }

    private boolean hasCoupon() {
      return lines.stream().anyMatch(line -> line.discount().isPresent());
    }

    private long discounted() {
      return lines.stream().mapToLong(line -> line.discount().orElse(0)).sum();
    }

    private List<String> discounts(boolean discounted) {
      return discounted ? List.of("di_" + id()) : List.of();
    }

    /// The amount due is the total less the customer's balance. A total below 0 adds to that
    /// balance.
    private void putAmounts(Map<String, Object> json, boolean paid) {
      long subtotal = lines.stream().mapToLong(Line::amount).sum();
      long total = subtotal - discounted();
      boolean balance = plan.request().flag("balance");
      long due = balance ? 0 : Math.max(0, total);
      json.put("amount_due", due);
      json.put("amount_paid", paid ? due : 0);
      json.put("amount_remaining", paid ? 0 : due);
      json.put("ending_balance", Math.min(0, total));
      json.put("starting_balance", balance ? -Math.max(0, total) : 0);
      json.put("subtotal", subtotal);
      json.put("total", total);
      json.put(
          "total_discount_amounts",
          discountAmounts(hasCoupon() ? OptionalLong.of(discounted()) : OptionalLong.empty()));
    }

    private List<Map<String, Object>> discountAmounts(OptionalLong amount) {
      Map<String, Object> discount = new LinkedHashMap<>();
      discount.put("amount", amount.orElse(0));
      discount.put("discount", "di_" + id());
      return amount.isEmpty() ? List.of() : List.of(discount);
    }

    private Map<String, Object> parent() {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("metadata", plan.after().metadata());
      details.put("subscription", plan.after().id());
      return StripeJson.tagged("subscription_details", details, "quote_details");
    }

    private List<Map<String, Object>> lineObjects() {
      List<Map<String, Object>> objects = new ArrayList<>();
      for (Line line : lines) {
        objects.add(json(line, "il_" + id() + "_" + (objects.size() + 1)));
      }
      return objects;
    }

    private Map<String, Object> json(Line line, String lineId) {
      Map<String, Object> json = StripeJson.object("line_item", lineId);
      json.put("amount", line.amount());
      json.put("currency", currency());
      json.put("discount_amounts", discountAmounts(line.discount()));
      json.put("discountable", !line.proration());
      json.put("discounts", discounts(line.proration() && line.discount().isPresent()));
      json.put("invoice", id());
      json.put("livemode", plan.request().flag("livemode"));
      json.put("metadata", plan.after().metadata());
      json.put("parent", parent(line, lineId));
      json.put("period", line.period().json());
      json.put("pricing", pricing(line));
      json.put("quantity", line.quantity());
      json.put("subtotal", line.amount());
      return json;
    }

    private Map<String, Object> parent(Line line, String lineId) {
      boolean ofInvoice = line.invoiceItem() || plan.request().flag("oneOff");
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(
          "invoice_item",
          ofInvoice || line.proration() ? Optional.of("ii_" + lineId) : Optional.empty());
      details.put("proration", line.proration());
      details.put("proration_details", Map.of("credited_items", Optional.empty()));
      details.put(
          "subscription",
          plan.request().flag("oneOff") ? Optional.empty() : Optional.of(plan.after().id()));
      if (ofInvoice) {
        return StripeJson.tagged("invoice_item_details", details, "subscription_item_details");
      }
      details.put("subscription_item", line.item().id());
      return StripeJson.tagged("subscription_item_details", details, "invoice_item_details");
    }

    /// Newer versions may expand the price.
    private Map<String, Object> pricing(Line line) {
      String price = line.item().priceId();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(
          "price", plan.request().flag("expanded") ? StripeJson.object("price", price) : price);
      details.put("product", "prod_" + price);
      Map<String, Object> pricing = new LinkedHashMap<>();
      pricing.put("price_details", details);
      pricing.put("type", "price_details");
      pricing.put("unit_amount_decimal", unitAmount(line));
      return pricing;
    }

    private static String unitAmount(Line line) {
      return Long.toString(line.quantity() == 0 ? 0 : line.amount() / line.quantity());
    }
  }
}
