package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.BuyPack;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a checkout session: it buys a pack if it is paid and its price is the catalog's.
///
/// The price is compared before taxes and discounts. A refund is a part of the amount that was paid
/// in the end. If a discount covered all of it, there is no payment, and the session's id replaces
/// the payment's id.
final class CheckoutReader {
  private final Catalog catalog;
  private final OwnNames names;

  CheckoutReader(Catalog catalog, OwnNames names) {
    this.catalog = catalog;
    this.names = names;
  }

  WebhookCommand paid(JsonObject session) {
    // A subscription's checkout has an invoice, and the invoice grants its terms. A complete
    // session may still be unpaid.
    boolean fullyDiscounted = session.text("payment_status").equals("no_payment_required");
    boolean paid = fullyDiscounted || session.text("payment_status").equals("paid");
    if (!session.text("mode").equals("payment") || !paid) {
      return new NoAction();
    }
    Optional<JsonObject> named = session.optionalObject("metadata").filter(names::areIn);
    if (named.isEmpty()) {
      return new NotOurs();
    }
    JsonObject metadata = named.get();
    if (metadata.optionalText("pool").isPresent()) {
      throw metadata.problem("pool", "is set: packs are for accounts");
    }
    AccountId account = new AccountId(metadata.identifier("account"));
    String name = metadata.identifier("pack");
    Pack pack =
        catalog
            .pack(new PackId(name))
            .orElseThrow(() -> metadata.problem("pack", "is not in the catalog: " + name));
    requirePrice(session, pack);
    return new BuyPack(account, new PackPaid(payment(session), pack.id(), true, amount(session)));
  }

  private static PaymentId payment(JsonObject session) {
    return new PaymentId(
        StripeFields.reference(session, "payment_intent")
            .orElseGet(() -> session.identifier("id")));
  }

  /// The amount that was paid in the end. Empty if it is 0, because then nothing can be refunded.
  private static OptionalLong amount(JsonObject session) {
    long total = session.number("amount_total", 0, StripeFields.MAX_AMOUNT);
    return total == 0 ? OptionalLong.empty() : OptionalLong.of(total);
  }

  private static void requirePrice(JsonObject session, Pack pack) {
    Price price =
        pack.price()
            .orElseThrow(
                () ->
                    session.problem(
                        "amount_subtotal",
                        "can't be compared: " + pack.id() + " has no price in the catalog"));
    if (session.number("amount_subtotal", 0, StripeFields.MAX_AMOUNT) != price.amount()) {
      throw session.problem("amount_subtotal", "is not the price of " + pack.id());
    }
    if (!session.text("currency").equals(price.currency())) {
      throw session.problem("currency", "is not that of " + pack.id());
    }
  }
}
