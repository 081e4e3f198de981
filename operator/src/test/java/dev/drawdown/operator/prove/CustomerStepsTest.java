package dev.drawdown.operator.prove;

import static dev.drawdown.operator.prove.CatalogProver.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.operator.prove.CustomerSteps.Subscribed;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each action takes a minute. The search leaves out one order of two actions only if there is time
/// for both.
class CustomerStepsTest {
  @ParameterizedTest
  @CsvSource({"PT1M, false", "PT2M, false", "PT3M, true"})
  void there_is_time_for_two_actions_if_no_period_ends_until_both_are_done(
      Duration left, boolean hasTime) {
    PlainCatalog shop = PlainCatalog.of(Catalogs.shipped("outsmart"), Set.of(), START);
    Subscribed paid =
        Subscribed.to("sub-1", shop.plans().getFirst(), 1, START).paid(START, START.plus(left));

    CustomerSteps customer = CustomerSteps.of(shop, START).with(paid);

    assertThat(customer.hasTimeForTwo(new NaiveCredits(shop, START))).isEqualTo(hasTime);
  }
}
