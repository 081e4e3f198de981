package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The simulated provider can make every event about a subscription, and each has its effect: row
/// by row of the table.
class SubscriptionChangesTest extends PaymentsOfAda {
  /// A last failure ends the grace, but not before the minimum grace is over.
  @ParameterizedTest
  @CsvSource({"false, grace", "true, suspended"})
  void a_failed_payment_is_retried_unless_it_was_the_last(boolean last, String standing) {
    subscribe();
    developer.advance("P1M");

    assertApplied("invoice.payment_failed", "account", "ada", "last", last);

    assertThat(standing()).isEqualTo("grace");
    developer.advance("P3D");
    assertThat(standing()).isEqualTo(standing);
  }

  @Test
  void a_cancellation_is_planned_and_withdrawn_in_the_same_second() {
    subscribe();

    assertApplied("customer.subscription.updated", "account", "ada", "cancelAtPeriodEnd", true);
    assertThat(plan()).containsEntry("cancelsAt", "2026-12-20T10:15:30Z");
    assertApplied("customer.subscription.updated", "account", "ada");
    assertThat(plan()).doesNotContainKey("cancelsAt");
    assertApplied(
        "customer.subscription.updated", "account", "ada", "cancelAt", "2027-01-01T00:00:00Z");
    assertThat(plan()).containsEntry("cancelsAt", "2027-01-01T00:00:00Z");
  }

  @Test
  void the_provider_gives_up() {
    subscribe();
    developer.advance("P1M");

    assertApplied("customer.subscription.updated", "account", "ada", "status", "unpaid");

    assertThat(standing()).isEqualTo("grace");
    developer.advance("P3D");
    assertThat(standing()).isEqualTo("suspended");
  }

  /// A customer whose card is fine gets no advice to update it.
  @Test
  void a_paused_subscription_is_not_past_due() {
    subscribe();

    assertApplied("customer.subscription.paused", "account", "ada");
    developer.advance("P2M");

    assertThat(standing()).isEqualTo("active");
    assertThat(plan()).isNull();
  }

  @Test
  void a_subscription_ends_now_or_at_the_stated_time() {
    subscribe();
    assertApplied("customer.subscription.deleted", "account", "ada");
    assertThat(developer.balance("ada").at("plan")).isNull();

    assertApplied("invoice.paid", "account", "bea", "plan", "solo");
    assertApplied(
        "customer.subscription.deleted", "account", "bea", "endedAt", "2026-12-01T00:00:00Z");
    assertThat(developer.balance("bea").at("plan.id")).isEqualTo("solo");
  }

  @Test
  void a_new_subscription_has_another_name() {
    subscribe();
    developer.pay("customer.subscription.deleted", "account", "ada");

    assertApplied("invoice.paid", "account", "ada", "plan", "plus", "subscription", "sub_ada_2");

    assertThat(granted()).isEqualTo(300);
  }

  @Test
  void an_event_may_have_been_created_earlier() {
    subscribe();
    assertApplied("customer.subscription.updated", "account", "ada", "cancelAtPeriodEnd", true);

    developer.pay(
        "customer.subscription.updated", "account", "ada", "created", "2026-11-20T10:00:00Z");

    assertThat(plan()).containsKey("cancelsAt");
  }
}
