package dev.drawdown.domain.reading;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.givenUp;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Office.POOL;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.reading.Balance.Usage;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// V1, O2, O4: the balances that a pool's members and its owner see.
class PoolBalanceTest {
  private static final Instant MINIMUM_GRACE_ENDS = APRIL.plus(Duration.ofDays(3));

  private final Office office = Office.paid(simple().paid("solo", 3, 0).pool("office", 10, 3));

  @Test
  void a_member_sees_its_allowance_among_its_buckets_and_in_its_total() {
    Account mia = office.member("mia").given(paid("sub-mia", "solo", MARCH, MAY)).topUp(7);

    assertThat(mia.balance().buckets())
        .extracting(Spendable::kind)
        .containsExactly(BucketKind.PLAN, BucketKind.POOL, BucketKind.TOP_UP);
    Spendable memberAllowance = memberAllowance(mia).orElseThrow();
    assertThat(memberAllowance.remaining()).isEqualTo(credits(10));
    assertThat(memberAllowance.granted()).isEqualTo(credits(10));
    assertThat(memberAllowance.expiresAt()).contains(APRIL);
    assertThat(memberAllowance.id()).hasToString("pool-1");
    assertThat(mia.total()).isEqualTo(3 + 10 + 7);
  }

  @Test
  void an_allowance_is_the_pools_remaining_credits_or_less_by_the_cap() {
    Account mia = office.member("mia");
    Account ben = office.member("ben", 4);
    Account cem = office.member("cem", 12);
    assertThat(memberAllowance(ben).orElseThrow().granted()).isEqualTo(credits(4));
    assertThat(memberAllowance(cem).orElseThrow().granted()).isEqualTo(credits(10));

    mia.charged(run(7));

    assertThat(mia.total()).isEqualTo(3);
    assertThat(ben.total()).isEqualTo(3);
    assertThat(cem.total()).isEqualTo(3);
    ben.charged(run(2));
    assertThat(mia.total()).isEqualTo(1);
    assertThat(ben.total()).isEqualTo(1);
  }

  @Test
  void the_allowance_of_a_suspended_pool_is_0_and_an_ended_pool_has_none() {
    Account mia = office.member("mia", 4);

    office.at(APRIL).given(givenUp(APRIL));
    assertThat(memberAllowance(mia).orElseThrow().remaining()).isEqualTo(credits(4));
    office.at(MINIMUM_GRACE_ENDS);
    assertThat(memberAllowance(mia).orElseThrow().remaining()).isEqualTo(credits(0));
    assertThat(mia.total()).isZero();

    office.given(ended(APRIL));
    assertThat(memberAllowance(mia)).isEmpty();
  }

  /// V1: top-ups and pool don't count.
  @Test
  void usage_counts_the_members_own_allowance_and_not_the_pool() {
    Account mia = office.member("mia").given(paid("sub-mia", "solo", MARCH, MAY));
    mia.charged(run(2));
    Usage before = mia.balance().usage();

    mia.charged(run(6));

    assertThat(before.used()).isEqualTo(credits(2));
    assertThat(mia.balance().usage().used()).isEqualTo(credits(3));
    assertThat(mia.balance().usage().granted()).isEqualTo(credits(3));
  }

  @Test
  void a_member_without_an_allowance_of_its_own_has_no_usage() {
    Account mia = office.member("mia");
    mia.charged(run(9));

    Usage usage = mia.balance().usage();

    assertThat(usage.granted()).isEqualTo(credits(0));
    assertThat(usage.percent()).isZero();
    assertThat(usage.level()).isEqualTo(UsageLevel.OK);
    assertThat(usage.resetsAt()).isEmpty();
  }

  @Test
  void a_members_standing_and_version_are_its_own() {
    Account mia = office.member("mia");
    office.at(APRIL).given(failed(APRIL));
    long version = mia.balance().version();

    office.member("ben").charged(run(1));

    assertThat(office.balance().standing()).isEqualTo(Standing.GRACE);
    assertThat(mia.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(mia.balance().version()).isEqualTo(version);
  }

  /// O5: callers see one balance.
  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  void the_owner_sees_one_allowance_for_any_number_of_shards(int shards) {
    Office spread = Office.paid(simple().pool("office", 10, shards));
    spread.member("mia").charged(run(4));
    spread.member("ben").charged(run(4).held());

    Balance balance = spread.balance();

    assertThat(balance.owner()).isEqualTo(POOL);
    assertThat(balance.buckets()).hasSize(1);
    assertThat(balance.buckets().getFirst().granted()).isEqualTo(credits(10));
    assertThat(balance.buckets().getFirst().id()).hasToString("plan-1");
    assertThat(balance.total()).isEqualTo(credits(2));
    assertThat(balance.held()).isEqualTo(credits(4));
    assertThat(balance.usage())
        .isEqualTo(new Usage(credits(8), credits(10), 80, UsageLevel.WARN, Optional.of(APRIL)));
    assertThat(balance.plan().orElseThrow().periodEnd()).contains(APRIL);
  }

  @Test
  void the_owner_sees_a_suspended_pools_credits_and_when_it_is_cancelled() {
    office.given(cancelled(office.clock(), MAY));
    assertThat(office.balance().plan().orElseThrow().cancelsAt()).contains(MAY);

    office.at(APRIL).given(givenUp(APRIL)).at(MINIMUM_GRACE_ENDS);

    assertThat(office.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(office.balance().total()).isEqualTo(credits(0));
    assertThat(office.balance().buckets()).isEmpty();
    assertThat(office.balance().frozen())
        .extracting(Bucket.Paid::remaining, Bucket.Paid::isFrozen)
        .containsExactly(tuple(credits(10), true));
    assertThat(office.balance().usage().resetsAt()).isEmpty();
  }

  @Test
  void an_ended_pool_has_an_empty_balance() {
    office.member("mia").charged(run(4));

    office.given(ended(office.clock()));

    assertThat(office.balance().buckets()).isEmpty();
    assertThat(office.balance().plan()).isEmpty();
    assertThat(office.left()).isZero();
    assertThat(office.balance().usage().granted()).isEqualTo(credits(0));
  }

  /// The pool has the same credits for its members and for its owner.
  @Test
  void the_members_draws_add_up_to_the_pools_used_credits() {
    Account mia = office.member("mia");
    Account ben = office.member("ben", 5);
    mia.charged("k1", run(3));
    ben.charged("k2", run(5).held());
    mia.refund("k1");
    ben.capture("k2", 2);
    mia.charged(run(1));

    long drawn = mia.drawn("office") + ben.drawn("office");

    assertThat(drawn).isEqualTo(3);
    assertThat(office.left()).isEqualTo(10 - drawn);
    assertThat(mia.total()).isEqualTo(office.left());
  }

  private static Optional<Spendable> memberAllowance(Account member) {
    return member.balance().buckets().stream()
        .filter(bucket -> bucket.kind() == BucketKind.POOL)
        .findFirst();
  }
}
