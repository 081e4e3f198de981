package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies from public projects. They are kept outside the repository, and re-indented, so the test
/// signs them.
class RealBodiesTest {
  private static final Path BODIES = Path.of("../../../shared/payments/bodies");
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  private final InMemoryStore store = new InMemoryStore();

  @BeforeAll
  static void bodies_are_at_hand() {
    assumeTrue(Files.isDirectory(BODIES), () -> "no real bodies at " + BODIES.toAbsolutePath());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "stripe-ruby-mock/invoice.paid, unknown version: 2020-08-27",
    "stripe-ruby-mock/invoice.payment_failed, unknown version: 2020-08-27",
    "stripe-ruby-mock/customer.subscription.deleted, unknown version: 2020-08-27",
    "stripe-ruby-mock/checkout.session.completed.payment_mode, unknown version: none",
    "stripe-ruby-mock/charge.dispute.created, unknown version: 2020-08-27",
    "stripe-ruby-mock/charge.refunded, ignored",
    "stripe-ruby-mock/payment_intent.succeeded, ignored",
    "stripe-sync-engine/charge_dispute_closed, unknown version: 2020-03-02",
    "stripe-sync-engine/checkout_session_completed, unknown version: 2020-03-02",
    "stripe-sync-engine/invoice_paid, unknown version: 2020-03-02",
    "stripe-sync-engine/refund_created, unknown version: 2020-03-02",
    "stripe-sync-engine/subscription_updated, unknown version: 2020-03-02",
    "stripe-sync-engine/invoice_payment_paid, ignored",
    "stripe-sync-engine/invoice_voided, ignored"
  })
  void events_from_before_basil_are_parked_or_ignored(String file, String expected)
      throws IOException {
    Map<String, Object> event = read(file);

    assertThat(came(event)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "charge.refunded, charge.refunded, ignored",
    "charge.updated, charge.updated, ignored",
    "checkout.session.completed, checkout.session.completed, ignored",
    "invoice.payment_action_required, invoice.payment_action_required, ignored",
    "invoice.payment_failed, invoice.payment_failed, ignored",
    "invoice.upcoming, invoice.upcoming, ignored",
    "invoice.updated, invoice_payment.paid, ignored",
    "subscription.updated, customer.subscription.updated, ignored",
    "subscription.deleted, customer.subscription.deleted, ignored"
  })
  void objects_of_basil_have_the_outcomes_of_the_table(String file, String type, String expected)
      throws IOException {
    assertThat(came(event(type, read("pay-rails/" + file)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "invoice, invoice.paid, ignored",
    "invoice, invoice.payment_failed, ignored",
    "refund, refund.created, ignored",
    "dispute, charge.dispute.created, ignored",
    "payment_intent, payment_intent.succeeded, ignored",
    "charge, charge.refunded, ignored"
  })
  void samples_of_the_providers_own_schema_are_read(String name, String type, String expected)
      throws IOException {
    Object sample = read("stripe-openapi/fixtures3.billing-subset").get(name);

    assertThat(came(event(type, Map.of("object", sample)))).isEqualTo(expected);
  }

  @Test
  void a_failed_invoice_counts_once_its_account_is_named() throws IOException {
    Map<String, Object> data = read("pay-rails/invoice.payment_failed");
    object(object(object(object(data, "object"), "parent"), "subscription_details"), "metadata")
        .put("account", "anna");

    assertThat(came(event("invoice.payment_failed", data))).isEqualTo("applied");
  }

  @Test
  void a_paid_invoice_of_basil_is_a_period_once_its_price_is_in_the_catalog() throws IOException {
    Map<String, Object> data = read("pay-rails/invoice.payment_failed");
    Map<String, Object> invoice = object(data, "object");
    invoice.put("status", "paid");
    object(object(object(invoice, "parent"), "subscription_details"), "metadata")
        .putAll(Map.of("account", "anna", "plan", "solo"));

    assertThat(came(event("invoice.paid", data))).isEqualTo("applied");
  }

  @ParameterizedTest
  @CsvSource({
    "other-providers/lemon_squeezy.order_created",
    "other-providers/lemon_squeezy.subscription_payment_success",
    "other-providers/paddle_billing.subscription.created",
    "standard-webhooks/known-vector"
  })
  void an_event_of_another_provider_is_refused(String file) throws IOException {
    assertThat(came(read(file))).startsWith("400");
    assertThat(store.isEmpty()).isTrue();
  }

  /// The outcome, or the reason for parking, in the mode of the event.
  private String came(Map<String, Object> event) throws IOException {
    byte[] body = JSON.std.asBytes(event);
    boolean livemode = Boolean.TRUE.equals(event.get("livemode"));
    WebhookSettings settings = new WebhookSettings(List.of(WebhookEndpoint.SECRET), livemode);
    Ports ports = new Ports(Catalogs.shipped("outsmart"), store, () -> NOW).with(settings);

    Reply reply =
        WebhookEndpoint.call(
                new String(body, StandardCharsets.UTF_8),
                StripeSignature.sign(body, WebhookEndpoint.SECRET, NOW))
            .on(new RenewalWebhookFunction(ports));

    if (reply.status() != 200) {
      return reply.status() + " " + reply.at("detail");
    }
    return store.parkedEvents().page(1, Optional.empty()).stream()
        .map(parked -> parked.reason())
        .findFirst()
        .orElse(String.valueOf(reply.at("outcome")));
  }

  private static Map<String, Object> event(String type, Map<String, Object> data) {
    return new LinkedHashMap<>(
        Map.of(
            "id",
            "evt_real",
            "object",
            "event",
            "type",
            type,
            "api_version",
            "2025-03-31.basil",
            "created",
            NOW.getEpochSecond(),
            "livemode",
            true,
            "data",
            data));
  }

  private static Map<String, Object> read(String file) throws IOException {
    return JSON.std.mapFrom(Files.readString(BODIES.resolve(file + ".json")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> parent, String name) {
    return (Map<String, Object>) parent.get(name);
  }
}
