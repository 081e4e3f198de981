package dev.drawdown.renewalwebhook.stripe;

import static dev.drawdown.renewalwebhook.stripe.ReadEvents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The decision on an event about a subscription, by the earlier facts.
class DecidingTest {
  private static final String METADATA = "parent.subscription_details.metadata";
  private static final Subscription UNKNOWN = Subscription.unknown(new SubscriptionId("sub_1"));

  @Test
  void all_facts_of_our_event_are_applied() {
    ApplyFacts paid = command(invoice());

    assertThat(paid.decide(UNKNOWN)).isEqualTo(paid);
    assertThat(paid.decide(after(paid))).isEqualTo(paid);
  }

  /// P10: the metadata wasn't changed with the price.
  @Test
  void metadata_that_named_another_price_before_is_stale_and_parked() {
    ApplyFacts before = command(agreed("price_a"));
    ApplyFacts same = command(agreed("price_a"));
    ApplyFacts other = command(agreed("price_b"));

    assertThat(same.decide(after(before))).isEqualTo(same);
    assertThat(other.decide(UNKNOWN)).isEqualTo(other);
    assertThat(other.decide(after(before)))
        .isEqualTo(
            new Park(
                "metadata.plan: may be stale, because under the name plus the item was paid at"
                    + " price_a before, and this invoice bills it at price_b",
                Optional.of(new AccountId("anna")),
                Optional.of(new SubscriptionId("sub_1"))));
  }

  /// Otherwise the plan would run on for nothing.
  @Test
  void a_free_period_under_a_stale_name_is_parked_for_the_owner_of_the_paid_one() {
    ApplyFacts free = command(agreed("price_free").with("lines.data.0.amount", 0));

    assertThat(free.decide(after(command(agreed("price_free"))))).isEqualTo(free);
    assertThat(free.decide(after(command(agreed("price_a")))))
        .isInstanceOfSatisfying(
            Park.class, park -> assertThat(park.owner()).contains(new AccountId("anna")));
  }

  /// The trial's invoice arrives after that of the first paid period.
  @Test
  void a_free_period_from_before_the_first_paid_one_is_never_stale() {
    ApplyFacts free =
        command(
            agreed("price_free")
                .with("lines.data.0.amount", 0)
                .at("lines.data.0.period.start", "2026-11-06T00:00:00Z")
                .at("lines.data.0.period.end", "2026-11-20T00:00:00Z"));

    assertThat(free.decide(after(command(agreed("price_a"))))).isEqualTo(free);
  }

  @Test
  void a_listed_price_before_makes_the_same_name_stale_at_an_unlisted_one() {
    ApplyFacts listed = command(invoice().with(METADATA + ".plan", "plus"));

    assertThat(command(agreed("price_b")).decide(after(listed))).isInstanceOf(Park.class);
    assertThat(listed.decide(after(command(agreed("price_b"))))).isEqualTo(listed);
  }

  @Test
  void an_agreed_size_may_have_another_price_under_the_same_name() {
    ApplyFacts before = custom("price_a");
    ApplyFacts other = custom("price_b");

    assertThat(other.decide(after(before))).isEqualTo(other);
  }

  @Test
  void events_of_an_unconnected_subscription_belong_to_another_product() {
    ApplyFacts command = command(ofAnotherProduct());

    assertThat(command.decide(UNKNOWN)).isEqualTo(new NotOurs());
  }

  /// Facts that grant nothing act on all owners that have a term, even if the metadata has changed.
  @Test
  void events_of_a_paid_subscription_concern_its_owners() {
    Subscription known =
        after(command(invoice()))
            .with(command(invoice().with(METADATA, Map.of("account", "ben"))).facts().getFirst());
    ApplyFacts command = command(ofAnotherProduct());

    assertThat(command.decide(known)).isEqualTo(command);
    assertThat(owners(after(command(invoice())), command)).containsExactly(new AccountId("anna"));
    assertThat(
            owners(
                after(command(invoice())),
                command(invoice().with(METADATA, Map.of("account", "ben")))))
        .containsExactlyInAnyOrder(new AccountId("anna"), new AccountId("ben"));
  }

  @Test
  void another_subscription_is_refused() {
    ApplyFacts paid = command(invoice());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> paid.decide(Subscription.unknown(new SubscriptionId("sub_2"))));
  }

  private static Set<Owner> owners(Subscription known, ApplyFacts command) {
    return Renewing.owners(known, command.facts());
  }

  private static Subscription after(ApplyFacts command) {
    Subscription known = UNKNOWN;
    for (Fact fact : command.facts()) {
      known = known.with(fact);
    }
    return known;
  }

  private static ApplyFacts command(EventBody body) {
    return (ApplyFacts) read(body);
  }

  private static EventBody invoice() {
    return EventBody.of("invoice.paid");
  }

  private static EventBody agreed(String price) {
    return invoice()
        .with("lines.data.0.pricing.price_details.price", price)
        .with(METADATA + ".plan", "plus");
  }

  private static ApplyFacts custom(String price) {
    EventBody body =
        agreed(price).with(METADATA + ".plan", "enterprise").with(METADATA + ".credits", "9000");
    return (ApplyFacts) read(body, "ai-employee");
  }

  private static EventBody ofAnotherProduct() {
    return EventBody.of("customer.subscription.updated")
        .with("metadata", Map.of())
        .with("items.data.0.price", "price_chair");
  }
}
