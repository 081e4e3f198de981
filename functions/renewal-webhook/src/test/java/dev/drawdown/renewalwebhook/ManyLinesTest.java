package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.ledger.Bucket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P1: an invoice of very many lines is granted whole or parked whole. The store refuses
/// transactions of more items than DynamoDB takes.
class ManyLinesTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final String PERIOD_END = "2026-12-20T00:00:00Z";

  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void twenty_items_on_one_invoice_are_granted() {
    assertThat(endpoint.outcome(items(20))).isEqualTo("applied");

    assertThat(remaining()).hasSize(20).containsOnly(100L);
    assertThat(endpoint.outcome(items(20))).isEqualTo("known");
  }

  @Test
  void twenty_items_are_renewed_and_end_at_once() {
    endpoint.deliver(items(20));
    endpoint.at(PERIOD_END);

    assertThat(endpoint.outcome(renewed(20))).isEqualTo("applied");
    assertThat(endpoint.balance().buckets()).hasSize(21);
    assertThat(endpoint.outcome(ended(PERIOD_END))).isEqualTo("applied");
    assertThat(remaining()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 40, 100, 250})
  void more_items_than_the_provider_bills_are_parked_whole(int lines) {
    assertThat(endpoint.outcome(items(lines))).isEqualTo("parked");

    assertThat(endpoint.parked())
        .singleElement()
        .satisfies(
            parked ->
                assertThat(parked.reason())
                    .isEqualTo("more than 20 items of one subscription are paid for"));
    assertThat(remaining()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
    assertThat(endpoint.outcome(items(lines))).isEqualTo("parked");
    assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 100})
  void many_months_of_one_item_are_granted_each_in_its_month(int lines) {
    assertThat(endpoint.outcome(months(lines, 0))).isEqualTo("applied");

    assertThat(remaining()).containsExactly(100L);
    endpoint.at(month(lines - 1).toString());
    assertThat(endpoint.balance().usage().granted().amount()).isEqualTo(100);
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    endpoint.at(month(lines).plusSeconds(14 * 86_400).toString());
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void more_months_than_a_wallet_keeps_are_parked_whole() {
    assertThat(endpoint.outcome(months(250, 0))).isEqualTo("parked");

    assertThat(endpoint.parked().getFirst().reason())
        .isEqualTo("more than 120 terms of the subscription wait");
    assertThat(remaining()).isEmpty();
  }

  /// Most of an invoice's months may be over when its event arrives.
  @ParameterizedTest
  @ValueSource(ints = {40, 100, 250})
  void of_many_past_months_only_the_last_counts(int lines) {
    assertThat(endpoint.outcome(months(lines, 1 - lines))).isEqualTo("applied");

    assertThat(remaining()).containsExactly(100L);
    assertThat(endpoint.wallet().billing().known().getFirst().terms()).hasSize(1);
  }

  @Test
  void an_event_parked_for_its_many_items_can_be_dropped() {
    endpoint.deliver(items(40));

    assertThat(endpoint.drop("evt_items_40", "billed by hand")).isPresent();

    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
  }

  @Test
  void a_second_delivery_of_twenty_items_completes_one_that_was_interrupted_anywhere() {
    int calls =
        BrokenOff.anywhere(
            "twenty items",
            InMemoryStore::new,
            store -> new WebhookEndpoint().on(store).deliver(items(20)));

    assertThat(calls).isGreaterThanOrEqualTo(3);
  }

  /// The metadata was changed every month. The end concerns each owner, in a commit of its own.
  @Test
  void a_subscription_of_thirty_owners_ends_for_all_of_them() {
    for (int owner = 0; owner < 30; owner++) {
      assertThat(endpoint.outcome(monthOf(owner))).isEqualTo("applied");
    }
    endpoint.at(month(29).toString());

    assertThat(endpoint.outcome(ended(month(29).toString()))).isEqualTo("applied");

    for (int owner = 0; owner < 30; owner++) {
      assertThat(endpoint.wallet(new AccountId("owner-" + owner)).buckets()).isEmpty();
    }
    assertThat(endpoint.outcome(ended(month(29).toString()))).isEqualTo("known");
  }

  @Test
  void a_second_delivery_of_an_end_of_five_owners_completes_an_interrupted_one() {
    String soon = START.plusSeconds(86_400).toString();
    int calls =
        BrokenOff.anywhere(
            "five owners",
            () -> {
              WebhookEndpoint owned = new WebhookEndpoint();
              for (int owner = 0; owner < 5; owner++) {
                owned.deliver(monthOf(owner));
              }
              return owned.store;
            },
            store -> new WebhookEndpoint().on(store).at(soon).deliver(ended(soon)));

    assertThat(calls).isGreaterThanOrEqualTo(7);
  }

  private List<Long> remaining() {
    return endpoint.wallet().book().paidPlans().stream()
        .map(Bucket::remaining)
        .map(left -> left.amount())
        .toList();
  }

  private static EventBody items(int lines) {
    return lines(lines, line -> "si_" + line, _ -> START, _ -> Instant.parse(PERIOD_END))
        .id("evt_items_" + lines);
  }

  private static EventBody renewed(int lines) {
    return lines(lines, line -> "si_" + line, _ -> Instant.parse(PERIOD_END), _ -> month(2))
        .id("evt_renewed")
        .with("billing_reason", "subscription_cycle");
  }

  /// An event of so many months of one item. The first one is so many months after this one.
  private static EventBody months(int lines, int first) {
    return lines(lines, _ -> "si_1", line -> month(first + line), line -> month(first + line + 1));
  }

  private static EventBody monthOf(int owner) {
    return months(1, owner)
        .id("evt_" + owner)
        .with("parent.subscription_details.metadata.account", "owner-" + owner);
  }

  private static EventBody ended(String at) {
    return EventBody.of("customer.subscription.updated")
        .type("customer.subscription.deleted")
        .id("evt_ended")
        .at("ended_at", at);
  }

  private static EventBody lines(
      int lines,
      Function<Integer, String> item,
      Function<Integer, Instant> start,
      Function<Integer, Instant> end) {
    EventBody invoice = EventBody.of("invoice.paid");
    for (int line = 1; line < lines; line++) {
      invoice.withSecondLine();
    }
    for (int line = 0; line < lines; line++) {
      String path = "lines.data." + line + ".";
      invoice
          .with(path + "parent.subscription_item_details.subscription_item", item.apply(line))
          .at(path + "period.start", start.apply(line).toString())
          .at(path + "period.end", end.apply(line).toString());
    }
    return invoice;
  }

  private static Instant month(int after) {
    return START.atOffset(ZoneOffset.UTC).plusMonths(after).toInstant();
  }
}
