package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.changed;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.renewal.RenewalResult.Applied;
import dev.drawdown.domain.renewal.RenewalResult.TooMuch;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// P1, P6, P7: an account may have many subscriptions. Its wallet keeps the facts that still
/// matter, up to a limit.
@Tag("long")
class ManySubscriptionsTest {
  private static final int MOST = BillingLimit.OWNER_ITEMS.most();

  private final Account account = Account.on(simple().paid("solo", 100, 5));

  @Test
  void three_hundred_successive_ended_subscriptions_leave_nothing() {
    Instant clock = NOW;
    for (int number = 0; number < 300; number++) {
      clock = clock.plusSeconds(60);
      account
          .at(clock)
          .given(paid("sub-" + number, "solo", clock, clock.plus(Duration.ofDays(30))));
      assertThat(account.left()).containsExactly(100L);
      clock = clock.plusSeconds(60);
      account.at(clock).given(ended("sub-" + number, clock));
    }

    assertThat(account.left()).isEmpty();
    assertThat(account.advanced().billing().known()).isEmpty();
    assertThat(account.advanced().billing().closed()).isEmpty();
  }

  @Test
  void three_hundred_expired_and_later_ended_subscriptions_leave_nothing() {
    Instant clock = NOW;
    for (int number = 0; number < 300; number++) {
      account.at(clock).given(paid("sub-" + number, "solo", clock, clock.plus(Duration.ofDays(1))));
      clock = clock.plus(Duration.ofDays(20));
      assertThat(account.at(clock).balance().standing()).isEqualTo(Standing.SUSPENDED);
      account.given(ended("sub-" + number, clock));
    }

    assertThat(account.advanced().billing().known()).isEmpty();
    assertThat(account.advanced().billing().closed()).isEmpty();
  }

  @Test
  void a_hundred_subscriptions_run_and_one_more_is_refused_until_one_has_ended() {
    runs(MOST);
    assertThat(account.left()).hasSize(MOST);

    assertThat(account.apply(solo(MOST)))
        .isInstanceOfSatisfying(
            TooMuch.class,
            refused -> assertThat(refused.limit()).isEqualTo(BillingLimit.OWNER_ITEMS));
    assertThat(account.left()).hasSize(MOST);

    account.given(ended("sub-7", NOW));
    assertThat(account.apply(solo(MOST))).isInstanceOf(Applied.class);
    assertThat(account.left()).hasSize(MOST);
  }

  /// A payment isn't refused because of facts about other subscriptions of the customer.
  @Test
  void a_full_wallet_accepts_all_facts_about_its_known_subscriptions() {
    runs(MOST);

    assertThat(account.apply(renewed("sub-1", "solo", APRIL, MAY))).isInstanceOf(Applied.class);
    assertThat(account.apply(failed("sub-2", APRIL, true))).isInstanceOf(Applied.class);
    assertThat(
            account.apply(changed("sub-3", NOW, "planned", Optional.empty(), Optional.of(APRIL))))
        .isInstanceOf(Applied.class);
    account.at(APRIL.plus(Duration.ofDays(14)));
    assertThat(account.left()).containsExactly(105L);
    assertThat(account.apply(renewed("sub-2", "solo", APRIL, MAY))).isInstanceOf(Applied.class);
    assertThat(account.left()).containsExactly(105L, 105L);
  }

  /// The shield of a parked event concerns all subscriptions at once.
  @Test
  void an_event_is_parked_and_unparked_for_any_number_of_subscriptions() {
    runs(MOST);
    account.at(APRIL.plus(Duration.ofDays(20)));
    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);

    Balance shielded = account.parked().balance();
    assertThat(shielded.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(shielded.buckets()).hasSize(MOST);

    Balance unshielded = account.unparked().balance();
    assertThat(unshielded.standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(unshielded.buckets()).isEmpty();
    Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
    assertThat(audit.consistent()).isTrue();
  }

  /// A past-due or cancelled subscription may come back, so it counts.
  @Test
  void subscriptions_that_may_come_back_count_towards_the_limit() {
    for (int number = 0; number < MOST; number += 2) {
      account.given(solo(number), solo(number + 1));
      account.given(changed("sub-" + number, NOW, "planned", Optional.empty(), Optional.of(APRIL)));
    }

    account.at(APRIL.plus(Duration.ofDays(20)));

    assertThat(account.advanced().billing().closedPlans()).hasSize(MOST);
    assertThat(account.apply(paid("sub-new", "solo", APRIL, MAY))).isInstanceOf(TooMuch.class);
  }

  @Test
  void twenty_items_of_a_subscription_are_granted_and_one_more_is_refused() {
    for (int item = 0; item < BillingLimit.SUBSCRIPTION_ITEMS.most(); item++) {
      assertThat(account.apply(item(item))).isInstanceOf(Applied.class);
    }

    assertThat(account.apply(item(20)))
        .isInstanceOfSatisfying(
            TooMuch.class,
            refused -> assertThat(refused.limit()).isEqualTo(BillingLimit.SUBSCRIPTION_ITEMS));
    assertThat(account.left()).hasSize(20);
  }

  @Test
  void waiting_terms_of_several_subscriptions_share_a_limit() {
    Instant start = MARCH;
    int accepted = 0;
    RenewalResult result = account.apply(solo(0));
    for (int month = 1; result instanceof Applied; month++) {
      Instant end = APRIL.plus(Duration.ofDays(28L * month));
      start = APRIL.plus(Duration.ofDays(28L * (month - 1)));
      for (int number = 0; number < 5 && result instanceof Applied; number++) {
        result = account.apply(paid("sub-" + number, "solo", start, end));
        accepted++;
      }
    }

    assertThat(result)
        .isInstanceOfSatisfying(
            TooMuch.class,
            refused -> assertThat(refused.limit()).isEqualTo(BillingLimit.OWNER_FACTS));
    assertThat(accepted).isEqualTo(BillingLimit.OWNER_FACTS.most());
  }

  @Test
  void the_stored_facts_of_a_subscription_have_a_limit() {
    Subscription full = Subscription.unknown(new SubscriptionId("sub-0"));
    for (int day = 0; day < BillingLimit.SUBSCRIPTION_FACTS.most(); day++) {
      full = full.with(new Fact.PaymentFailed(NOW.minusSeconds(60L * day), false));
    }

    Fact one = new Fact.PaymentFailed(APRIL, false);
    Fact known = new Fact.PaymentFailed(NOW, false);
    assertThat(BillingLimit.exceeded(full, full.with(one), NOW))
        .contains(BillingLimit.SUBSCRIPTION_FACTS);
    assertThat(BillingLimit.exceeded(full, full.with(known), NOW)).isEmpty();
  }

  /// T5: the rule holds for any number of changes that a shard hasn't followed yet.
  @Test
  void a_pools_shards_follow_fifty_subscriptions_in_steps_of_forty_entries() {
    var catalog = simple().pool("office", 500, 3).build();
    Office office = Office.on(catalog);
    for (int number = 0; number < 50; number++) {
      office.given(paid("sub-" + number, "office", MARCH, APRIL));
    }
    assertThat(office.advanced().left().amount()).isEqualTo(500L * 50);

    var due = Rules.of(catalog).reading().due(office.stored(), NOW);

    assertThat(due.shards()).hasSize(3);
    for (WalletAdvance<?> shard : due.shards()) {
      assertThat(shard.steps())
          .allMatch(step -> step.entries().size() <= WalletAdvance.ENTRIES_PER_STEP);
    }
    assertThat(due.shards().get(1).steps()).hasSize(2);
  }

  private void runs(int subscriptions) {
    for (int number = 0; number < subscriptions; number++) {
      assertThat(account.apply(solo(number))).isInstanceOf(Applied.class);
    }
  }

  private static Statement solo(int number) {
    return paid("sub-" + number, "solo", MARCH, APRIL);
  }

  private static Statement item(int number) {
    return paid("solo", MARCH, APRIL).item("item-" + number);
  }
}
