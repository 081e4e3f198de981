package dev.drawdown.renewalwebhook.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.renewalwebhook.EventBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands in bodies from public projects. They are kept outside the repository.
class RealBodiesReadTest {
  private static final Path BODIES = Path.of("../../../shared/payments/bodies");

  @BeforeAll
  static void bodies_are_at_hand() {
    assumeTrue(Files.isDirectory(BODIES), () -> "no real bodies at " + BODIES.toAbsolutePath());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "stripe-ruby-mock/invoice.paid, parked: unknown version: 2020-08-27",
    "stripe-ruby-mock/invoice.payment_failed, parked: unknown version: 2020-08-27",
    "stripe-ruby-mock/customer.subscription.deleted, parked: unknown version: 2020-08-27",
    "stripe-ruby-mock/charge.dispute.created, parked: unknown version: 2020-08-27",
    "stripe-ruby-mock/charge.refunded, no action",
    "stripe-sync-engine/checkout_session_completed, parked: unknown version: 2020-03-02",
    "stripe-sync-engine/invoice_paid, parked: unknown version: 2020-03-02",
    "stripe-sync-engine/subscription_updated, parked: unknown version: 2020-03-02",
    "stripe-sync-engine/invoice_voided, no action"
  })
  void events_from_before_basil_are_parked_or_ignored(String file, String expected)
      throws IOException {
    Map<String, Object> event = read(file);
    event.put("livemode", true);

    assertThat(describe(event)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "invoice.payment_failed | invoice.payment_failed | failed 2025-04-23T18:45:06Z",
        "invoice.payment_failed | invoice.paid | not ours",
        "checkout.session.completed | checkout.session.completed | no action",
        "subscription.updated | customer.subscription.updated"
            + " | cancels never -> never, pauses never -> never",
        "subscription.deleted | customer.subscription.deleted | ended 2019-01-08T05:23:47Z",
        "invoice.upcoming | invoice.upcoming | no action"
      })
  void objects_of_basil_have_the_commands_of_the_table(String file, String type, String expected)
      throws IOException {
    assertThat(ReadEvents.describe(around(read("pay-rails/" + file), type))).isEqualTo(expected);
  }

  @Test
  void events_without_our_names_are_marked_so() throws IOException {
    for (String name : new String[] {"updated", "deleted"}) {
      EventBody body =
          around(read("pay-rails/subscription." + name), "customer.subscription." + name);

      assertThat(ReadEvents.read(body))
          .isInstanceOfSatisfying(
              WebhookCommand.ApplyFacts.class, command -> assertThat(command.ours()).isFalse());
    }
  }

  @Test
  void a_paid_invoice_of_basil_is_a_term_once_its_account_is_named() throws IOException {
    EventBody body =
        around(read("pay-rails/invoice.payment_failed"), "invoice.paid")
            .with("status", "paid")
            .with(
                "parent.subscription_details.metadata", Map.of("account", "anna", "plan", "solo"));

    assertThat(ReadEvents.describe(body))
        .isEqualTo("paid solo 100+5 of 2025-04-23T18:45:06Z to 2026-04-23T18:45:06Z");
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "invoice | invoice.paid | not ours",
        "invoice | invoice.payment_failed | no action",
        "payment_intent | payment_intent.succeeded | no action"
      })
  void samples_of_the_providers_own_schema_are_read(String name, String type, String expected)
      throws IOException {
    Object sample = read("stripe-openapi/fixtures3.billing-subset").get(name);

    assertThat(ReadEvents.describe(EventBody.around(object(sample), type))).isEqualTo(expected);
  }

  private static EventBody around(Map<String, Object> data, String type) {
    return EventBody.around(object(data.get("object")), type);
  }

  private static String describe(Map<String, Object> event) throws IOException {
    return ReadEvents.describe(
        new EventReader(Catalogs.shipped("outsmart"), true)
            .read(StripeEvent.read(JSON.std.asBytes(event))));
  }

  private static Map<String, Object> read(String file) throws IOException {
    return JSON.std.mapFrom(Files.readString(BODIES.resolve(file + ".json")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }
}
