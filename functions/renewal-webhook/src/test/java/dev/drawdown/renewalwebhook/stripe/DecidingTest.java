package dev.drawdown.renewalwebhook.stripe;

import static dev.drawdown.renewalwebhook.stripe.ReadEvents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.TellFacts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The decision on an event about a subscription, by the earlier facts.
class DecidingTest {
  private static final String METADATA = "parent.subscription_details.metadata";
  private static final Subscription UNHEARD_OF =
      Subscription.unheardOf(new SubscriptionId("sub_1"));

  @Test
  void all_facts_of_our_event_are_applied() {
    TellFacts paid = told(invoice());

    assertThat(paid.decide(UNHEARD_OF)).isEqualTo(paid);
    assertThat(paid.decide(after(paid))).isEqualTo(paid);
  }

  /// P10: the metadata wasn't changed with the price.
  @Test
  void metadata_that_named_another_price_before_is_stale_and_parked() {
    TellFacts before = told(agreed("price_a"));
    TellFacts same = told(agreed("price_a"));
    TellFacts other = told(agreed("price_b"));

    assertThat(same.decide(after(before))).isEqualTo(same);
    assertThat(other.decide(UNHEARD_OF)).isEqualTo(other);
    assertThat(other.decide(after(before)))
        .isEqualTo(
            new Park(
                "metadata.plan: may be stale, because under the name plus the item was paid at"
                    + " price_a before, and now at price_b",
                Optional.of(new AccountId("anna")),
                Optional.of(new SubscriptionId("sub_1"))));
  }

  @Test
  void a_listed_price_before_makes_the_same_name_stale_at_an_unlisted_one() {
    TellFacts listed = told(invoice().with(METADATA + ".plan", "plus"));

    assertThat(told(agreed("price_b")).decide(after(listed))).isInstanceOf(Park.class);
    assertThat(listed.decide(after(told(agreed("price_b"))))).isEqualTo(listed);
  }

  @Test
  void an_agreed_size_may_have_another_price_under_the_same_name() {
    TellFacts before = custom("price_a");
    TellFacts other = custom("price_b");

    assertThat(other.decide(after(before))).isEqualTo(other);
  }

  @Test
  void events_of_an_unconnected_subscription_belong_to_another_product() {
    TellFacts news = told(foreign());

    assertThat(news.decide(UNHEARD_OF)).isEqualTo(new NotOurs());
  }

  /// Facts that grant nothing act on all owners that have a term, even if the metadata has changed.
  @Test
  void events_of_a_paid_subscription_concern_its_owners() {
    Subscription known =
        after(told(invoice()))
            .tell(told(invoice().with(METADATA, Map.of("account", "ben"))).facts().getFirst());
    TellFacts news = told(foreign());

    assertThat(news.decide(known)).isEqualTo(news);
    assertThat(news.owners(after(told(invoice())))).containsExactly(new AccountId("anna"));
    assertThat(
            told(invoice().with(METADATA, Map.of("account", "ben"))).owners(after(told(invoice()))))
        .containsExactlyInAnyOrder(new AccountId("anna"), new AccountId("ben"));
  }

  @Test
  void another_subscription_is_refused() {
    TellFacts paid = told(invoice());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> paid.decide(Subscription.unheardOf(new SubscriptionId("sub_2"))));
  }

  private static Subscription after(TellFacts told) {
    Subscription known = UNHEARD_OF;
    for (Fact fact : told.facts()) {
      known = known.tell(fact);
    }
    return known;
  }

  private static TellFacts told(EventBody body) {
    return (TellFacts) read(body);
  }

  private static EventBody invoice() {
    return EventBody.of("invoice.paid");
  }

  private static EventBody agreed(String price) {
    return invoice()
        .with("lines.data.0.pricing.price_details.price", price)
        .with(METADATA + ".plan", "plus");
  }

  private static TellFacts custom(String price) {
    EventBody body =
        agreed(price).with(METADATA + ".plan", "enterprise").with(METADATA + ".credits", "9000");
    return (TellFacts) read(body, "ai-employee");
  }

  private static EventBody foreign() {
    return EventBody.of("customer.subscription.updated")
        .with("metadata", Map.of())
        .with("items.data.0.price", "price_chair");
  }
}
