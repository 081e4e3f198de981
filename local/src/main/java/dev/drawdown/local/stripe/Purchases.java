package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.local.stripe.StripeProvider.Made;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the checkouts of packs, and the refunds and disputes of their payments.
final class Purchases {
  private static final List<String> MODES = List.of("payment", "subscription", "setup");
  private static final List<String> PAYMENT_STATUSES =
      List.of("paid", "unpaid", "no_payment_required");
  private static final List<String> REFUND_STATUSES =
      List.of("pending", "requires_action", "succeeded", "failed", "canceled");
  private static final List<String> DISPUTE_STATUSES =
      List.of(
          "needs_response",
          "under_review",
          "won",
          "lost",
          "prevented",
          "warning_needs_response",
          "warning_under_review",
          "warning_closed");

  private final PriceList prices;

  /// The amount that was paid in the end, by payment.
  private final Map<String, Price> paid = new HashMap<>();

  Purchases(PriceList prices) {
    this.prices = prices;
  }

  /// A paid checkout, unless `paymentStatus` says otherwise. Some payment methods take days, and
  /// another event follows. With a `coupon` of 100 % there is no payment.
  Made checkout(EventRequest request, Instant now) {
    String payment = request.nameAfterOwner("payment", "pi", "_" + now);
    String session = request.name("session").orElse("cs_" + payment);
    String mode = request.oneOf("mode", MODES).orElse("payment");
    long percent = mode.equals("payment") ? request.number("coupon", 1, 100).orElse(0) : 0;
    boolean fullyDiscounted = percent == 100;
    Price total = new Price(0, "usd");
    Map<String, Object> json = StripeJson.object("checkout.session", session);
    if (mode.equals("payment")) {
      total = putPack(json, request, percent);
      json.put("payment_intent", fullyDiscounted ? Optional.empty() : Optional.of(payment));
    } else {
      json.put("metadata", metadata(request, Optional.empty()));
      json.put("subscription", request.name("subscription"));
    }
    json.put("created", StripeJson.seconds(now));
    json.put("customer", request.customer());
    json.put("livemode", request.flag("livemode"));
    json.put("mode", mode);
    json.put("payment_status", paymentStatus(request, fullyDiscounted));
    json.put("status", "complete");
    Price inTheEnd = total;
    return new Made(
        json,
        fullyDiscounted ? Map.of("session", session) : Map.of("payment", payment),
        Map.of(),
        () -> paid.put(payment, inTheEnd));
  }

  private static String paymentStatus(EventRequest request, boolean fullyDiscounted) {
    return request
        .oneOf("paymentStatus", PAYMENT_STATUSES)
        .orElse(fullyDiscounted ? "no_payment_required" : "paid");
  }

  /// Adds the pack, and returns its price after a coupon of so many percent.
  private Price putPack(Map<String, Object> json, EventRequest request, long percent) {
    String pack =
        request.name("pack").orElseThrow(() -> request.missing("pack", "name the pack to buy"));
    Price price = prices.ofPack(pack);
    long subtotal = request.number("amount").orElse(price.amount());
    long off = subtotal * percent / 100;
    String currency = request.text("currency", price.currency());
    json.put("amount_subtotal", subtotal);
    json.put("amount_total", subtotal - off);
    json.put("currency", currency);
    json.put("metadata", metadata(request, Optional.of(pack)));
    json.put("total_details", totalDetails(off));
    return new Price(subtotal - off, price.currency());
  }

  private static Map<String, String> metadata(EventRequest request, Optional<String> pack) {
    Map<String, String> metadata = request.ownerMetadata(Map.of());
    pack.ifPresent(name -> metadata.put("pack", name));
    request.changeMetadata(metadata);
    return metadata;
  }

  private static Map<String, Object> totalDetails(long off) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("amount_discount", off);
    details.put("amount_shipping", 0);
    details.put("amount_tax", 0);
    return details;
  }

  Made refund(EventRequest request, Instant now, String usualStatus) {
    return reversal(request, now, "refund", "re_", status(request, REFUND_STATUSES, usualStatus));
  }

  Made dispute(EventRequest request, Instant now, String usualStatus) {
    return reversal(request, now, "dispute", "dp_", status(request, DISPUTE_STATUSES, usualStatus));
  }

  private static String status(EventRequest request, List<String> possible, String usual) {
    return request.oneOf("status", possible).orElse(usual);
  }

  /// Reverses the whole payment, or the `amount` of the request.
  private Made reversal(
      EventRequest request, Instant now, String kind, String prefix, String status) {
    String payment =
        request
            .name("payment")
            .orElseThrow(() -> request.missing("payment", "the answer to its checkout names it"));
    String id = request.name(kind).orElseGet(() -> request.named(kind, prefix + payment));
    Optional<Price> price =
        request.name("pack").map(prices::ofPack).or(() -> Optional.ofNullable(paid.get(payment)));
    long amount =
        request
            .number("amount")
            .orElseGet(
                () ->
                    price
                        .orElseThrow(() -> request.missing("amount", "or name the pack"))
                        .amount());
    Map<String, Object> json = StripeJson.object(kind, id);
    json.put("amount", amount);
    json.put("charge", "ch_" + payment);
    json.put("created", StripeJson.seconds(now));
    json.put("currency", request.text("currency", price.map(Price::currency).orElse("usd")));
    Map<String, String> metadata = request.ownerMetadata(Map.of());
    request.changeMetadata(metadata);
    json.put("metadata", metadata);
    json.put("payment_intent", payment);
    json.put("status", status);
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("payment", payment);
    names.put(kind, id);
    return new Made(json, names, Map.of(), () -> {});
  }
}
