package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.calllog.CollectedLines;
import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The log names the parked event, and contains no secret and nothing of a body. The list of parked
/// events has the reason, which may name an account.
class WebhookLogTest {
  @AutoClose private final CollectedLog log = new CollectedLog();
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void a_parked_event_is_logged_without_its_content() {
    EventBody event =
        EventBody.of("invoice.paid")
            .with("customer_email", "private@example.com")
            .with("lines.data.0.pricing", null);

    endpoint.deliver(event);
    endpoint.send(event.text(), "t=1,v1=00");
    endpoint.send(
        "private", StripeSignature.sign(new byte[] {1}, WebhookEndpoint.SECRET, endpoint.now()));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Parked an event: evt_1 invoice.paid")
        .doesNotContain("private", "whsec", "{");
  }

  /// The alarm counts these lines.
  @Test
  void a_parked_event_that_arrives_again_is_counted_once() {
    EventBody event = EventBody.of("invoice.paid").with("lines.data.0.pricing", null);

    endpoint.deliver(event);
    endpoint.deliver(event);
    endpoint.at("2026-12-20T00:00:00Z").deliver(event);

    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void an_event_whose_parking_had_no_answer_is_counted() {
    EventBody event = EventBody.of("invoice.paid").with("lines.data.0.pricing", null);

    FaultyDeliveriesTest.send(new FaultyStore(endpoint.store, () -> Fault.LOST_AFTER), event);
    endpoint.deliver(event);

    assertThat(log.lines()).filteredOn(line -> line.contains(EventDeliveries.PARKED)).hasSize(1);
  }

  /// An event of another product raises no alarm, but an operator can see the number of them.
  @Test
  void each_delivery_is_counted_by_its_outcome() {
    EventBody ofAnotherProduct =
        EventBody.of("invoice.paid")
            .id("evt_chair")
            .with("parent.subscription_details.metadata", Map.of())
            .with("lines.data.0.pricing.price_details.price", "price_chair");

    assertThat(counts(ofAnotherProduct)).containsExactly(0, 0, 0, 1);
    assertThat(counts(EventBody.of("invoice.paid"))).containsExactly(1, 0, 0, 0);
    assertThat(counts(EventBody.of("invoice.paid"))).containsExactly(0, 1, 0, 0);
    assertThat(counts(EventBody.of("invoice.paid").id("evt_2").with("lines.has_more", true)))
        .containsExactly(0, 0, 1, 0);
    assertThat(log.lines()).hasSize(1);
  }

  /// Applied, known, parked, ignored.
  private List<Object> counts(EventBody event) {
    CollectedLines lines = new CollectedLines();
    String signature = StripeSignature.sign(event.bytes(), WebhookEndpoint.SECRET, endpoint.now());
    WebhookEndpoint.call(event.text(), signature)
        .on(new RenewalWebhookFunction(endpoint.ports()), lines);
    return Stream.of("Applied", "Known", "Parked", "Ignored")
        .<Object>map(outcome -> lines.fields().get("Events" + outcome))
        .toList();
  }

  @Test
  void secrets_are_not_shown_with_the_settings() {
    Ports ports = endpoint.ports();

    assertThat(ports.toString()).contains("2 secrets").doesNotContain(WebhookEndpoint.SECRET);
    assertThat(new WebhookSettings(List.of("whsec_1"), true).toString()).doesNotContain("whsec");
  }

  @Test
  void the_alarm_counts_the_words_of_the_log() throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("FilterPattern: '\"" + EventDeliveries.PARKED + "\"'");
  }
}
