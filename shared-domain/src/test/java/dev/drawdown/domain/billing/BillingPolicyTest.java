package dev.drawdown.domain.billing;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.BillingPolicy.Grace;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P7: a plan's own grace overrides that of the catalog, and so does its minimum grace.
class BillingPolicyTest {
  private static final Optional<Duration> WEEK = Optional.of(Duration.ofDays(7));
  private static final Optional<Duration> DAY = Optional.of(Duration.ofDays(1));
  private final BillingPolicy policy =
      BillingPolicy.of(
          simple()
              .paid("standard", 5, 0)
              .graceOf("week", 5, WEEK, Optional.empty())
              .graceOf("day", 5, Optional.empty(), DAY)
              .graceOf("both", 5, WEEK, DAY)
              .build());

  @Test
  void a_setting_that_a_plan_lacks_is_that_of_the_catalog() {
    assertThat(grace("standard")).isEqualTo(grace(14, 3));
    assertThat(grace("week")).isEqualTo(grace(7, 3));
    assertThat(grace("day")).isEqualTo(grace(14, 1));
    assertThat(grace("both")).isEqualTo(grace(7, 1));
  }

  private Grace grace(String plan) {
    return policy.grace(new PlanId(plan));
  }

  private static Grace grace(int full, int minimum) {
    return new Grace(Duration.ofDays(full), Duration.ofDays(minimum));
  }
}
