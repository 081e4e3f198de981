package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.wallet.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedEventsTest {
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void the_list_says_what_waits_since_when_for_whom_and_why() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.deliver(EventBody.of("refund.created").event("api_version", "2020-08-27"));

    assertThat(endpoint.operate("list").lines())
        .containsExactly(
            "evt_1\t2026-11-20T10:15:30Z\tinvoice.paid\tanna\tdata.object.lines.data[0]"
                + ".pricing.price_details.price: is of no plan: price_new",
            "evt_4\t2026-11-20T10:15:30Z\trefund.created\t-\tunknown version: 2020-08-27");
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    for (int i = 0; i < 205; i++) {
      endpoint.deliver(unknownPrice("evt_" + i));
    }

    assertThat(endpoint.operate("list").lines()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void a_replay_before_the_catalog_is_mended_changes_nothing() {
    endpoint.deliver(unknownPrice("evt_1"));
    long version = endpoint.wallet().version();

    assertThat(endpoint.operate("replay", "evt_1")).startsWith("evt_1\tstill parked: ");

    assertThat(endpoint.parked()).hasSize(1);
    assertThat(endpoint.wallet().version()).isEqualTo(version);
  }

  @Test
  void a_replay_after_the_catalog_is_mended_grants_the_period() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.at("2026-11-22T00:00:00Z").with(mended());

    assertThat(endpoint.operate("replay", "evt_1")).isEqualTo("evt_1\tapplied");

    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
    assertThat(endpoint.balance().total().amount()).isEqualTo(110);
    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("known");
    assertThat(endpoint.operate("replay", "evt_1")).isEqualTo("There is no such parked event.");
  }

  @Test
  void all_are_replayed_and_what_can_not_be_stays() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.deliver(unknownPrice("evt_2"));
    endpoint.deliver(EventBody.of("refund.created").event("api_version", "2020-08-27"));
    endpoint.with(mended());

    assertThat(endpoint.operate("replay", "--all").lines())
        .containsExactly(
            "evt_1\tapplied", "evt_2\tknown", "evt_4\tstill parked: unknown version: 2020-08-27");
    assertThat(endpoint.parked()).hasSize(1);
    assertThat(endpoint.wallet().billing().parked()).isZero();
  }

  @Test
  void a_delivery_again_leaves_a_parked_event_to_its_operator() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.with(mended());

    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("parked");
    assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
  }

  @Test
  void what_is_dropped_has_no_effect_ever() {
    endpoint.deliver(unknownPrice("evt_1"));

    assertThat(endpoint.operate("drop", "evt_1", "a test of theirs")).isEqualTo("evt_1\tdropped");

    endpoint.with(mended());
    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("known");
    assertThat(endpoint.wallet().buckets()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
  }

  @Test
  void an_account_that_is_not_suspended_for_a_parked_event_is_when_it_is_dropped() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownPrice("evt_2"));
    endpoint.at("2027-01-10T00:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);

    endpoint.operate("drop", "evt_2", "not ours");

    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "replay",
        "drop evt_1",
        "list all",
        "replay evt_1",
        "replay evt_1 --table",
        "replay evt_1 --table t",
        "replay a/b --table t --catalog c"
      })
  void what_is_no_command_is_refused(String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorOptions.parse(List.of(words.split(" "))));
  }

  private static EventBody unknownPrice(String id) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("lines.data.0.pricing.price_details.price", "price_new");
  }

  /// The shipped catalog with the price that was missing.
  private static Catalog mended() {
    return WebhookEndpoint.outsmart("price_outsmart_solo", "price_new");
  }
}
