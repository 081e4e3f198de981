package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.SUBSCRIPTION;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.OWNER;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Bucket;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P1, P7, P8: a wallet knows the facts that matter to its owner, its parked events and its closed
/// buckets.
class BillingStateTest {
  private static final Owner OTHER = new AccountId("ben");
  private static final Catalog CATALOG = simple().paid("solo", 100, 0).build();
  private static final Subscription UNKNOWN = Subscription.unknown(SUBSCRIPTION);
  private static final Statement MONTH = paid("solo", MARCH, APRIL);
  private static final Statement YEAR =
      paid("solo", MARCH, utc("2027-03-01T00:00:00Z")).item("item-2");

  @Test
  void a_subscription_of_another_owner_is_not_kept_and_pays_nothing() {
    Subscription theirs = with(UNKNOWN, MONTH, OTHER);

    BillingState known = known(BillingState.NONE, theirs);

    assertThat(known.known()).isEmpty();
    assertThat(known.everPaid()).isFalse();
  }

  @Test
  void an_owner_that_ever_paid_stays_so() {
    BillingState paid = known(BillingState.NONE, with(UNKNOWN, MONTH, OWNER));

    assertThat(paid.everPaid()).isTrue();
    assertThat(known(paid, UNKNOWN).everPaid()).isTrue();
  }

  /// P7: an item past its grace doesn't suspend the account while another item of its subscription
  /// runs.
  @Test
  void a_term_of_another_owner_is_kept_if_it_will_matter() {
    Subscription shared = with(with(UNKNOWN, MONTH, OWNER), YEAR, OTHER);

    BillingState known = known(BillingState.NONE, shared);

    assertThat(known.known().getFirst().terms())
        .extracting(Term::owner)
        .containsExactlyInAnyOrder(OWNER, OTHER);
  }

  @Test
  void facts_and_parked_events_raise_the_revision_and_time_does_not() {
    BillingState paid = known(BillingState.NONE, with(UNKNOWN, MONTH, OWNER));
    BillingState parked = paid.parking(NOW);
    BillingState unparked = parked.unparking(NOW);

    assertThat(List.of(paid.revision(), parked.revision(), unparked.revision()))
        .containsExactly(1L, 2L, 3L);
    assertThat(unparked.following(APRIL).withStanding(Standing.GRACE).revision()).isEqualTo(3);
  }

  @Test
  void the_latest_first_delivery_shields_in_any_order_of_parking() {
    Instant later = NOW.plusSeconds(60);
    BillingState inOrder = BillingState.NONE.parking(NOW).parking(later);
    BillingState reversed = BillingState.NONE.parking(later).parking(NOW);

    assertThat(reversed).isEqualTo(inOrder);
    assertThat(inOrder.policy(STANDARD_POLICY).shieldedUntil())
        .contains(later.plus(BillingPolicy.SHIELD));
    assertThat(inOrder.unparking(later).policy(STANDARD_POLICY).shieldedUntil())
        .contains(NOW.plus(BillingPolicy.SHIELD));
  }

  @Test
  void beyond_the_most_parked_events_the_oldest_is_forgotten_even_if_it_comes_last() {
    BillingState full = BillingState.NONE;
    for (int event = 1; event <= BillingState.MAX_PARKED; event++) {
      full = full.parking(NOW.plusSeconds(event));
    }

    assertThat(full.parking(NOW).parkedSince()).isEqualTo(full.parkedSince());
    assertThat(full.parking(APRIL).parkedSince())
        .hasSize(BillingState.MAX_PARKED)
        .startsWith(NOW.plusSeconds(2))
        .endsWith(APRIL);
  }

  @Test
  void more_parked_events_than_the_most_are_refused() {
    List<Instant> many = Collections.nCopies(BillingState.MAX_PARKED + 1, NOW);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BillingState(
                    List.of(), Instant.EPOCH, Standing.ACTIVE, List.of(), false, 0, many))
        .withMessageStartingWith("at most 16 are kept");
  }

  @Test
  void a_closed_month_of_the_default_plan_is_forgotten_at_its_end() {
    Bucket.Plan month = Bucket.Plan.granted(1, new PlanId("monthly"), credits(50), MARCH, APRIL);
    BillingState closed = BillingState.NONE.closing(month);

    assertThat(closed.following(justBefore(APRIL)).closedMonth()).contains(month);
    assertThat(closed.following(APRIL).closedMonth()).isEmpty();
  }

  private static BillingState known(BillingState before, Subscription subscription) {
    return before.withFacts(subscription, OWNER, STANDARD_POLICY, NOW);
  }

  private static Subscription with(Subscription before, Statement statement, Owner owner) {
    return before.with(statement.fact(owner, CATALOG));
  }
}
