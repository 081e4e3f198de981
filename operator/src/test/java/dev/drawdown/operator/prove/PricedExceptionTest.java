package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.operator.prove.NaivePlan.StepUp;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Billing;
import dev.drawdown.operator.prove.StoryEvent.Paid;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The prices of the largest plan that a catalog can have: 10^12 credits for 10^12 cents a month.
class PricedExceptionTest {
  private static final long MOST = 1_000_000_000_000L;

  @Test
  void the_list_price_of_the_largest_amounts_is_exact() {
    PricedException half = exception(2 * MOST, MOST);

    assertThat(half.sentence())
        .isEqualTo(
            "From large to large the catalog resets the balance: 2000000000000 credits in a period"
                + " for 10000000000.00. At the price of large they cost 20000000000.00.");
  }

  @Test
  void a_step_up_is_cheap_below_the_list_price_of_the_largest_amounts() {
    assertThat(stepUp(5 * MOST, 4 * MOST).isCheap()).isTrue();
    assertThat(stepUp(5 * MOST, 5 * MOST).isCheap()).isFalse();
    assertThat(stepUp(4 * MOST, 5 * MOST).isCheap()).isFalse();
  }

  @Test
  void the_cheaper_of_two_stories_counts_for_the_largest_amounts() {
    PricedException fifth = exception(5 * MOST, MOST);
    PricedException whole = exception(MOST, MOST);

    assertThat(fifth.isCheaperThan(whole)).isTrue();
    assertThat(whole.isCheaperThan(fifth)).isFalse();
  }

  private static PricedException exception(long credits, long cents) {
    return new PricedException(stepUp(credits, cents), Story.at(CatalogProver.START));
  }

  private static StepUp stepUp(long credits, long cents) {
    PlanSold plan =
        new PlanSold(
            "large",
            MOST,
            0,
            false,
            false,
            false,
            "price_large",
            Optional.empty(),
            MOST,
            Duration.ofDays(14),
            Duration.ofDays(3),
            0);
    Paid line =
        new Paid(
            "sub-1",
            plan,
            1,
            1,
            CatalogProver.START,
            CatalogProver.START.plus(Duration.ofDays(31)),
            Billing.UPDATE,
            false,
            cents);
    return new StepUp(line, line, true, credits, cents, MOST, MOST);
  }
}
