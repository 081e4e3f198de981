package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.billing.InvoiceLines.Billed;
import dev.drawdown.domain.billing.InvoiceLines.Line;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One line of an invoice, of any product.
///
/// `ofItem` means that the line bills a subscription item, and wasn't added to the invoice by hand.
/// A `proration` is a correction for a part of a period. `discounted` means that the line has
/// discounts of its own, so its amount is net of them. A `credit` gives money back.
record InvoiceLine(
    JsonObject json,
    long amount,
    boolean ofItem,
    boolean proration,
    boolean discounted,
    boolean credit,
    Optional<String> subscription,
    Billed billed) {
  private static final Pattern UNIT_AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,12})?");

  static InvoiceLine read(JsonObject line) {
    JsonObject parent = line.object("parent");
    String type = parent.text("type");
    JsonObject details = parent.optionalObject(type).orElseGet(() -> JsonObject.parse("{}"));
    long amount = line.number("amount", -StripeFields.MAX_AMOUNT, StripeFields.MAX_AMOUNT);
    boolean credits =
        details
            .optionalObject("proration_details")
            .filter(proration -> proration.optionalObject("credited_items").isPresent())
            .isPresent();
    return new InvoiceLine(
        line,
        amount,
        type.equals("subscription_item_details"),
        details.flag("proration"),
        line.size("discounts") > 0,
        amount < 0 || credits,
        StripeFields.reference(details, "subscription"),
        new Billed(
            StripeFields.reference(details, "subscription_item").map(ItemId::new), price(line)));
  }

  private static Optional<PriceId> price(JsonObject line) {
    return line.optionalObject("pricing")
        .flatMap(pricing -> pricing.optionalObject("price_details"))
        .flatMap(details -> StripeFields.reference(details, "price"))
        .map(PriceId::new);
  }

  /// Whether it bills a subscription, for a whole period or a part of one.
  boolean isOfSubscription() {
    return !credit && (ofItem || proration);
  }

  boolean isWholePeriod() {
    return ofItem && !proration;
  }

  /// Whether it was paid for. A net amount of 0 was paid by a coupon. A gross amount of 0 is free.
  boolean isPaid() {
    return !credit && (amount > 0 || (proration && discounted));
  }

  Instant start() {
    return StripeFields.instant(json.object("period"), "start");
  }

  Instant end() {
    return StripeFields.instant(json.object("period"), "end");
  }

  PaidTime time() {
    return refusing(json.object("period"), () -> new PaidTime(start(), end()));
  }

  /// The line as a payment for a plan. Refuses it if its time, quantity or price isn't that of a
  /// term.
  Line sold() {
    PriceId price =
        billed.price().orElseThrow(() -> json.problem("pricing.price_details.price", "is missing"));
    int quantity = (int) json.number("quantity", 0, Term.MAX_QUANTITY);
    return new Line(billed.item(), price, time(), quantity, unitAmount());
  }

  private BigDecimal unitAmount() {
    JsonObject pricing = json.object("pricing");
    String text = pricing.optionalText("unit_amount_decimal").orElse("0");
    if (!UNIT_AMOUNT.matcher(text).matches()) {
      throw pricing.problem("unit_amount_decimal", "must be a decimal number");
    }
    return new BigDecimal(text);
  }

  /// The result of `make`. If `make` refuses, its reason becomes the reason of a problem of `json`.
  static <T> T refusing(JsonObject json, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException refused) {
      throw new JsonProblem(json.place(""), String.valueOf(refused.getMessage()));
    }
  }
}
