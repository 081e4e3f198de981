package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookCommand.Purchase;
import java.util.OptionalLong;

/// Says what a checkout session means: a pack, where it is paid and cost what the catalog says.
///
/// The price is compared before taxes and discounts; what was paid in the end is what a refund is a
/// part of.
final class CheckoutReader {
  private static final long MOST = 1_000_000_000_000L;

  private final Catalog catalog;

  CheckoutReader(Catalog catalog) {
    this.catalog = catalog;
  }

  WebhookCommand paid(JsonObject session) {
    // A subscription comes with an invoice, and a complete session may yet be unpaid.
    if (!session.text("mode").equals("payment") || !session.text("payment_status").equals("paid")) {
      return new NoInterest();
    }
    JsonObject metadata = session.object("metadata");
    if (metadata.optionalText("pool").isPresent()) {
      throw metadata.problem("pool", "is set: packs are for accounts");
    }
    AccountId account = new AccountId(StripeFields.identifier(metadata, "account"));
    String name = StripeFields.identifier(metadata, "pack");
    Pack pack =
        catalog
            .pack(new PackId(name))
            .orElseThrow(() -> metadata.problem("pack", "is not in the catalog: " + name));
    requirePrice(session, pack);
    PaymentId payment =
        StripeFields.reference(session, "payment_intent")
            .map(PaymentId::new)
            .orElseThrow(() -> session.problem("payment_intent", "is missing"));
    OptionalLong amount = OptionalLong.of(session.number("amount_total", 1, MOST));
    return new Purchase(account, new PackPaid(payment, pack.id(), true, amount));
  }

  private static void requirePrice(JsonObject session, Pack pack) {
    Price price =
        pack.price()
            .orElseThrow(
                () ->
                    session.problem(
                        "amount_subtotal",
                        "can't be compared: " + pack.id() + " has no price in the catalog"));
    if (session.number("amount_subtotal", 0, MOST) != price.amount()) {
      throw session.problem("amount_subtotal", "is not the price of " + pack.id());
    }
    if (!session.text("currency").equals(price.currency())) {
      throw session.problem("currency", "is not that of " + pack.id());
    }
  }
}
