package dev.drawdown.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.PaidBucket.Name;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The names of a subscription's items and prices.
class PaidBucketTest {
  @Test
  void names_are_in_order_of_subscription_then_item_and_the_one_without_an_item_comes_first() {
    List<Name> ordered =
        List.of(
            name("sub-1", Optional.empty()),
            name("sub-1", Optional.of("item-1")),
            name("sub-1", Optional.of("item-2")),
            name("sub-2", Optional.empty()),
            name("sub-2", Optional.of("item-1")));

    assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
  }

  @Test
  void items_and_prices_read_as_the_providers_ids() {
    assertThat(new ItemId("si_1")).hasToString("si_1");
    assertThat(new PriceId("price_1")).hasToString("price_1");
  }

  private static Name name(String subscription, Optional<String> item) {
    return new Name(new SubscriptionId(subscription), item.map(ItemId::new));
  }
}
