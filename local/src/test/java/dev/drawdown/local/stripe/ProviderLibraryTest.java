package dev.drawdown.local.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The provider's own library reads the events that are made here, and finds every field in the
/// place of its version.
class ProviderLibraryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  private final StripeProvider provider = new StripeProvider(Catalogs.shipped("outsmart"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'invoice.paid','plan':'solo'",
        "'type':'invoice.paid','plan':'office','lines':[{'quantity':5},{'quantity':3,'amount':9}]",
        "'type':'invoice.paid','plan':'solo','coupon':100,'expanded':true",
        "'type':'invoice.paid','plan':'solo','credit':1900,'invoiceItem':true",
        "'type':'invoice.paid','plan':'solo','coupon':50,'proration':true",
        "'type':'invoice.paid','plan':'solo','balance':true,'trial':true,'hasMore':true",
        "'type':'invoice.paid','price':'price_1','oneOff':true,'billingReason':'manual'",
        "'type':'invoice.payment_failed','plan':'solo'",
        "'type':'invoice.payment_failed','plan':'solo','last':true,'collection':'send_invoice'",
        "'type':'customer.subscription.updated','plan':'solo','cancelAtPeriodEnd':true",
        "'type':'customer.subscription.updated','plan':'solo','pause':'void'",
        "'type':'customer.subscription.paused','plan':'solo'",
        "'type':'customer.subscription.resumed','plan':'solo'",
        "'type':'customer.subscription.deleted','plan':'solo','reason':'payment_failed'",
        "'type':'checkout.session.completed','pack':'pack-50'",
        "'type':'checkout.session.completed','pack':'pack-50','coupon':100",
        "'type':'checkout.session.completed','mode':'subscription','subscription':'sub_1'",
        "'type':'checkout.session.async_payment_succeeded','pack':'pack-50'",
        "'type':'refund.created','payment':'pi_1','amount':600",
        "'type':'refund.updated','payment':'pi_1','amount':600,'status':'pending'",
        "'type':'refund.failed','payment':'pi_1','amount':600",
        "'type':'charge.dispute.created','payment':'pi_1','amount':600",
        "'type':'charge.dispute.updated','payment':'pi_1','amount':600",
        "'type':'charge.dispute.funds_withdrawn','payment':'pi_1','amount':600",
        "'type':'charge.dispute.funds_reinstated','payment':'pi_1','amount':600",
        "'type':'charge.dispute.closed','payment':'pi_1','amount':600",
      })
  void the_library_reads_an_event_and_loses_no_field_of_it(String request) {
    String body = made("'account':'ada'," + request);

    JsonElement theirs = ApiResource.GSON.toJsonTree(object(body));

    JsonObject ours =
        JsonParser.parseString(body)
            .getAsJsonObject()
            .getAsJsonObject("data")
            .getAsJsonObject("object");
    assertThat(lost("", ours, theirs)).isEmpty();
  }

  @Test
  void the_library_finds_the_sale_and_the_customer_of_an_invoice() {
    String body =
        made("'type':'invoice.paid','account':'ada','plan':'solo','quantity':2,'coupon':50");

    Invoice invoice = (Invoice) object(body);

    assertThat(invoice.getParent().getSubscriptionDetails().getSubscription()).isEqualTo("sub_ada");
    assertThat(invoice.getParent().getSubscriptionDetails().getMetadata())
        .containsEntry("account", "ada");
    assertThat(List.of(invoice.getSubtotal(), invoice.getTotal(), invoice.getAmountPaid()))
        .containsExactly(3_800L, 1_900L, 1_900L);
    InvoiceLineItem line = invoice.getLines().getData().getFirst();
    assertThat(line.getPricing().getPriceDetails().getPrice()).isEqualTo("price_outsmart_solo");
    assertThat(line.getParent().getSubscriptionItemDetails().getSubscriptionItem())
        .isEqualTo("si_sub_ada");
    assertThat(line.getParent().getInvoiceItemDetails()).isNull();
    assertThat(line.getQuantity()).isEqualTo(2);
    assertThat(line.getDiscountAmounts().getFirst().getAmount()).isEqualTo(1_900);
    assertThat(Instant.ofEpochSecond(line.getPeriod().getEnd()))
        .isEqualTo(Instant.parse("2026-12-20T10:15:30Z"));
  }

  @Test
  void the_library_finds_the_current_and_the_former_state_of_a_subscription() {
    made("'type':'invoice.paid','account':'ada','plan':'solo'");
    String body =
        made("'type':'customer.subscription.updated','account':'ada','cancelAtPeriodEnd':true");

    Subscription subscription = (Subscription) object(body);

    assertThat(subscription.getStatus()).isEqualTo("active");
    assertThat(subscription.getCancelAtPeriodEnd()).isTrue();
    assertThat(subscription.getItems().getData().getFirst().getCurrentPeriodEnd())
        .isEqualTo(subscription.getCancelAt());
    assertThat(event(body).getData().getPreviousAttributes())
        .containsEntry("cancel_at_period_end", false)
        .containsEntry("cancel_at", null);
  }

  @Test
  void the_library_finds_the_sale_of_a_checkout_and_its_refund() {
    String checkout =
        made(
            "'type':'checkout.session.completed','account':'ada','pack':'pack-50',"
                + "'payment':'pi_1','coupon':50");
    String refunded = made("'type':'refund.created','payment':'pi_1'");

    Session session = (Session) object(checkout);
    Refund refund = (Refund) object(refunded);

    assertThat(session.getMetadata())
        .containsEntry("account", "ada")
        .containsEntry("pack", "pack-50");
    assertThat(session.getAmountSubtotal()).isEqualTo(1_200);
    assertThat(session.getAmountTotal()).isEqualTo(600);
    assertThat(refund.getPaymentIntent()).isEqualTo(session.getPaymentIntent());
    assertThat(refund.getAmount()).isEqualTo(600);
  }

  @Test
  void the_library_accepts_the_signature_of_an_event() throws Exception {
    String body = made("'type':'invoice.paid','account':'ada','plan':'solo'");

    String header =
        StripeSignature.sign(body.getBytes(UTF_8), "whsec_1", Clock.systemUTC().instant());

    assertThat(Webhook.constructEvent(body, header, "whsec_1").getType()).isEqualTo("invoice.paid");
  }

  private String made(String request) {
    String json = "{" + request.replace('\'', '"') + "}";
    return provider.make(dev.drawdown.adapters.json.JsonObject.parse(json), NOW).body();
  }

  private static Event event(String body) {
    return ApiResource.GSON.fromJson(body, Event.class);
  }

  private static StripeObject object(String body) {
    return event(body).getDataObjectDeserializer().getObject().orElseThrow();
  }

  /// The places of values that `theirs` lacks or changes. A `null` may be left out. A decimal is a
  /// text at the provider and a number in its library. The library has no field for a list's
  /// `total_count`, which real bodies have.
  private static List<String> lost(String place, JsonElement ours, JsonElement theirs) {
    List<String> lost = new ArrayList<>();
    if (ours instanceof JsonObject our && theirs instanceof JsonObject their) {
      for (String name : our.keySet()) {
        if (name.equals("total_count")) {
          continue;
        }
        JsonElement value = their.has(name) ? their.get(name) : JsonNull.INSTANCE;
        lost.addAll(lost(place + "." + name, our.get(name), value));
      }
    } else if (ours instanceof JsonArray our
        && theirs instanceof JsonArray their
        && our.size() == their.size()) {
      for (int i = 0; i < our.size(); i++) {
        lost.addAll(lost(place + "[" + i + "]", our.get(i), their.get(i)));
      }
    } else if (!text(ours).equals(text(theirs))) {
      lost.add(place + ": " + ours + " became " + theirs);
    }
    return lost;
  }

  private static String text(JsonElement value) {
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }
}
