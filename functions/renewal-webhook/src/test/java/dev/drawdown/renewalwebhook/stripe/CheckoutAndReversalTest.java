package dev.drawdown.renewalwebhook.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.BuyPack;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ReversePayment;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands in checkouts, refunds and disputes, row by row.
class CheckoutAndReversalTest {
  private static final PaymentId PAYMENT = new PaymentId("pi_1");

  @ParameterizedTest
  @ValueSource(strings = {"checkout.session.completed", "checkout.session.async_payment_succeeded"})
  void a_paid_checkout_is_a_pack(String type) {
    assertThat(read(checkout().type(type))).isEqualTo(pack(1200));
  }

  @Test
  void taxes_and_discounts_change_the_paid_amount_but_not_the_price() {
    assertThat(read(checkout().with("amount_total", 1428))).isEqualTo(pack(1428));
    assertThat(read(checkout().with("amount_total", 600))).isEqualTo(pack(600));
  }

  /// U2: there is no payment, so the session's id replaces it.
  @Test
  void a_voucher_for_the_whole_price_buys_the_pack_under_the_sessions_id() {
    EventBody body =
        checkout()
            .with("payment_status", "no_payment_required")
            .with("payment_intent", null)
            .with("amount_total", 0);

    assertThat(read(body))
        .isEqualTo(
            new BuyPack(
                new AccountId("anna"),
                new PackPaid(
                    new PaymentId("cs_1"), new PackId("pack-50"), true, OptionalLong.empty())));
  }

  @Test
  void a_checkout_without_our_names_belongs_to_another_product() {
    Map<String, String> theirs = Map.of("pack", "six-eggs", "order", "7");

    assertThat(read(checkout().with("metadata", null))).isEqualTo(new NotOurs());
    assertThat(read(checkout().with("metadata", theirs))).isEqualTo(new NotOurs());
    assertThat(read(checkout().with("metadata", theirs).with("amount_subtotal", null)))
        .isEqualTo(new NotOurs());
  }

  @ParameterizedTest
  @CsvSource({"mode, subscription", "mode, setup", "payment_status, unpaid"})
  void a_checkout_that_is_unpaid_or_no_single_payment_is_ignored(String field, String value) {
    assertThat(read(checkout().with(field, value))).isEqualTo(new NoAction());
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "amount_subtotal | 1199 | is not the price of pack-50",
        "amount_subtotal | 1201 | is not the price of pack-50",
        "amount_subtotal | null | is missing",
        "currency | eur | is not that of pack-50",
        "currency | USD | is not that of pack-50",
        "metadata.pack | pack-200 | is not the price of pack-200",
        "metadata.pack | pack-51 | is not in the catalog: pack-51",
        "metadata.pack | null | is missing",
        "metadata.account | null | is missing",
        "metadata.account | a/b | account",
        "metadata.pool | office-1 | packs are for accounts",
        "amount_total | -1 | amount_total",
        "mode | null | is missing"
      })
  void a_checkout_that_does_not_match_the_pack_is_parked(String path, String value, String reason) {
    Object json = value != null && value.matches("-?[0-9]+") ? Long.valueOf(value) : value;

    assertThat(read(checkout().with(path, json)))
        .isInstanceOfSatisfying(Park.class, park -> assertThat(park.reason()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "refund.created, succeeded, taking",
    "refund.updated, succeeded, taking",
    "refund.created, pending, nothing",
    "refund.updated, requires_action, nothing",
    "refund.updated, canceled, over",
    "refund.updated, failed, over",
    "refund.failed, failed, over",
    "refund.updated, unheard_of, unclear"
  })
  void a_refund_claws_back_once_it_has_succeeded(String type, String status, String command) {
    assertThat(command(read(refund().type(type).with("status", status)), "re_1", 600))
        .isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource({
    "created, needs_response, taking",
    "funds_withdrawn, needs_response, taking",
    "updated, under_review, taking",
    "closed, lost, taking",
    "closed, won, over",
    "closed, prevented, over",
    "closed, warning_closed, over",
    "funds_reinstated, under_review, over",
    "created, warning_needs_response, nothing",
    "updated, warning_under_review, nothing",
    "updated, unheard_of, unclear"
  })
  void a_dispute_claws_back_when_it_opens_and_gives_back_when_it_is_won(
      String type, String status, String command) {
    EventBody body =
        EventBody.of("charge.dispute.created")
            .type("charge.dispute." + type)
            .with("status", status);

    assertThat(command(read(body), "dp_1", 1200)).isEqualTo(command);
  }

  @Test
  void a_payment_without_an_intent_is_named_by_its_charge() {
    assertThat(read(refund().with("payment_intent", null)))
        .isEqualTo(
            new ReversePayment(
                new PaymentId("ch_1"), Reversal.taking(new ReversalId("re_1"), 600)));
    assertThat(read(refund().with("payment_intent", null).with("charge", null)))
        .isInstanceOf(Park.class);
  }

  private static String command(WebhookCommand read, String reversal, long amount) {
    ReversalId id = new ReversalId(reversal);
    if (read.equals(new ReversePayment(PAYMENT, Reversal.taking(id, amount)))) {
      return "taking";
    }
    if (read.equals(new ReversePayment(PAYMENT, Reversal.reinstated(id)))) {
      return "over";
    }
    return read instanceof NoAction ? "nothing" : read instanceof Park ? "unclear" : "wrong";
  }

  private static BuyPack pack(long amount) {
    return new BuyPack(
        new AccountId("anna"),
        new PackPaid(PAYMENT, new PackId("pack-50"), true, OptionalLong.of(amount)));
  }

  private static WebhookCommand read(EventBody body) {
    return new EventReader(Catalogs.shipped("outsmart"), true).read(StripeEvent.read(body.bytes()));
  }

  private static EventBody checkout() {
    return EventBody.of("checkout.session.completed");
  }

  private static EventBody refund() {
    return EventBody.of("refund.created");
  }
}
