package dev.drawdown.adapters.dynamodb;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.BillingSamples;
import dev.drawdown.domain.billing.FlagChanges;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Subscription.Extension;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The order of a set's elements differs from one JVM to the next. That of a stored list doesn't.
class SubscriptionMapTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void extensions_of_the_same_time_are_written_in_the_order_of_their_items() {
    PaidTime time = new PaidTime(BillingSamples.START, BillingSamples.END);
    List<String> items = IntStream.range(10, 20).mapToObj(number -> "si_" + number).toList();
    Set<Extension> extensions =
        items.stream().map(item -> new Extension(new ItemId(item), time)).collect(toSet());

    Item written = written(extensions, Set.of());

    assertThat(maps(written, "x").map(map -> map.text("i"))).containsExactlyElementsOf(items);
  }

  @Test
  void seen_prices_are_written_in_the_order_of_item_plan_and_price() {
    Set<SeenPrice> seen =
        NAMES.stream()
            .flatMap(item -> NAMES.stream().flatMap(plan -> seen(item, plan)))
            .collect(toSet());

    Item written = written(Set.of(), seen);

    assertThat(maps(written, "h").map(map -> map.text("i") + map.text("l") + map.text("p")))
        .hasSize(27)
        .isSorted();
  }

  private static Stream<SeenPrice> seen(String item, String plan) {
    return NAMES.stream()
        .map(price -> new SeenPrice(new ItemId(item), new PlanId(plan), new PriceId(price)));
  }

  private static Item written(Set<Extension> extensions, Set<SeenPrice> seen) {
    Subscription known =
        new Subscription(
            new SubscriptionId("sub_1"),
            List.of(),
            extensions,
            Set.of(),
            Set.of(),
            FlagChanges.NONE,
            FlagChanges.NONE,
            Optional.empty(),
            Optional.empty(),
            seen);
    return SubscriptionMap.codec(Optional.empty()).item(known);
  }

  private static Stream<Item> maps(Item item, String name) {
    return item.required(name, Attribute.MAP.list()).stream();
  }
}
