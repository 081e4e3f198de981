package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.givenUp;
import static dev.drawdown.domain.billing.Paid.paused;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.SubscriptionTimeline.Ending;
import dev.drawdown.domain.billing.SubscriptionTimeline.Ending.Kind;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P6, P7: how a subscription ends, and which unpaid period counts.
class SubscriptionTimelineTest {
  private static final SubscriptionId ID = new SubscriptionId("sub-1");
  private static final PaidBucket.Name ITEM =
      new PaidBucket.Name(ID, Optional.of(new ItemId("item-1")));
  private static final Fact MARCH = solo().fact();
  private static final Paid APRIL = solo().from("2027-04-01").until("2027-05-01");

  @Test
  void the_first_of_several_endings_counts_before_and_after_it() {
    SubscriptionTimeline timeline =
        timeline(
            MARCH,
            cancelled("2027-03-02", "2027-04-01"),
            paused("2027-03-03", "2027-03-20"),
            ended("2027-03-25"));

    assertThat(timeline.ending(day("2027-03-19"))).contains(at("2027-03-20", Kind.PAUSED));
    assertThat(timeline.ending(day("2027-03-20"))).contains(at("2027-03-20", Kind.PAUSED));
    assertThat(timeline.ending(day("2027-03-25"))).contains(at("2027-03-25", Kind.ENDED));
  }

  @Test
  void an_end_counts_before_a_cancellation_and_a_cancellation_before_a_pause() {
    Fact cancelled = cancelled("2027-03-02", "2027-04-01");
    Fact paused = paused("2027-03-03", "2027-04-01");

    assertThat(timeline(MARCH, cancelled, paused).ending(day("2027-03-10")))
        .contains(at("2027-04-01", Kind.CANCELLED));
    assertThat(timeline(MARCH, cancelled, paused).ending(day("2027-04-01")))
        .contains(at("2027-04-01", Kind.CANCELLED));
    assertThat(timeline(MARCH, cancelled, ended("2027-04-01")).ending(day("2027-03-10")))
        .contains(at("2027-04-01", Kind.ENDED));
  }

  @Test
  void a_later_term_withdraws_the_ending_by_a_cancellation() {
    SubscriptionTimeline timeline =
        timeline(
            MARCH,
            cancelled("2027-03-02", "2027-04-01"),
            APRIL.fact(),
            paused("2027-04-10", "2027-05-01"));

    assertThat(timeline.ending(day("2027-03-10"))).contains(at("2027-05-01", Kind.PAUSED));
    assertThat(timeline.ending(day("2027-05-02"))).contains(at("2027-05-01", Kind.PAUSED));
  }

  @Test
  void a_subscription_that_was_never_paid_has_no_ending_ahead() {
    assertThat(timeline(cancelled("2027-03-02", "2027-04-01")).ending(day("2027-03-10"))).isEmpty();
    assertThat(timeline(MARCH).ending(day("2027-03-10"))).isEmpty();
  }

  @Test
  void a_failure_counts_from_the_start_of_the_unpaid_period() {
    SubscriptionTimeline timeline = timeline(MARCH, failed("2027-04-01"));

    assertThat(timeline.failedFrom(ITEM, day("2027-03-31"))).isEmpty();
    assertThat(timeline.failedFrom(ITEM, day("2027-04-01"))).contains(day("2027-04-01"));
    assertThat(timeline.isGivenUp(ITEM, day("2027-04-01"))).isFalse();
  }

  /// A declined upgrade is no failed renewal.
  @Test
  void a_failure_within_the_paid_time_does_not_count() {
    SubscriptionTimeline timeline = timeline(MARCH, givenUp("2027-03-15"));

    assertThat(timeline.failedFrom(ITEM, day("2027-05-01"))).isEmpty();
    assertThat(timeline.isGivenUp(ITEM, day("2027-05-01"))).isFalse();
  }

  @Test
  void a_failure_of_an_item_is_given_up_from_the_start_of_the_unpaid_period() {
    SubscriptionTimeline timeline = timeline(MARCH, givenUp("2027-04-01"));
    PaidBucket.Name other = new PaidBucket.Name(ID, Optional.of(new ItemId("item-2")));

    assertThat(timeline.isGivenUp(ITEM, day("2027-03-31"))).isFalse();
    assertThat(timeline.isGivenUp(ITEM, day("2027-04-01"))).isTrue();
    assertThat(timeline.isGivenUp(other, day("2027-04-01"))).isFalse();
    assertThat(timeline.failedFrom(other, day("2027-04-01"))).isEmpty();
  }

  private static SubscriptionTimeline timeline(Fact... facts) {
    Subscription known = Subscription.unknown(ID);
    for (Fact fact : facts) {
      known = known.with(fact);
    }
    return new SubscriptionTimeline(known, Paid.ACCOUNT, STANDARD_POLICY);
  }

  private static Ending at(String date, Kind kind) {
    return new Ending(day(date), kind);
  }
}
