package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.Spending.Tally;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// L1, L2: a draw from a pool is an entry of the pool, and the member's own ledger lists it.
class PoolLedgerTest {
  private static final AccountId MIA = new AccountId("mia");
  private static final BucketId ALLOWANCE = new BucketId(BucketKind.POOL, 1);

  private final Office office = Office.paid(simple().starter(3).pool("office", 5));
  private final Account mia = office.member("mia").topUp(10);

  @Test
  void the_pools_entry_names_the_account_and_the_charge() {
    mia.charged("k1", run(12));

    Entry entry = office.ledger().get(1);
    assertThat(entry.kind()).isEqualTo(EntryKind.CHARGE);
    assertThat(entry.cause()).isEqualTo(by("k1", 12).forMember(MIA).tallying(new Tally(1, 5)));
    assertThat(entry.postings()).containsExactly(new Posting(new BucketId(BucketKind.PLAN, 1), -5));
    assertThat(entry.balanceAfter()).isEqualTo(credits(0));
    assertThat(entry.at()).isEqualTo(NOW);
  }

  @Test
  void the_members_entry_lists_the_pools_draw_outside_its_sum() {
    mia.charged("k1", run(12));

    Entry entry = mia.ledger(EntryKind.CHARGE).getFirst();
    assertThat(entry.postings()).extracting(Posting::change).containsExactly(-3L, -5L, -4L);
    assertThat(entry.postings().get(1)).isEqualTo(new Posting(ALLOWANCE, -5));
    assertThat(entry.change()).isEqualTo(-7);
    assertThat(entry.balanceAfter()).isEqualTo(credits(6));
    assertThat(entry.cause()).isEqualTo(by("k1", 12).tallying(new Tally(1, 7)));
  }

  @Test
  void a_charge_paid_by_the_pool_alone_is_an_entry_of_the_member_too() {
    office.member("ben", 4);
    Account cem = Office.paid(simple().pool("office", 5)).member("cem");

    Charge charge = cem.charged("k1", run(4));

    Entry entry = cem.ledger(EntryKind.CHARGE).getFirst();
    assertThat(entry.number()).isEqualTo(charge.openedBy());
    assertThat(entry.change()).isZero();
    assertThat(entry.postings()).containsExactly(new Posting(ALLOWANCE, -4));
  }

  @Test
  void a_refund_is_an_entry_in_each_wallet_and_names_the_account() {
    mia.charged("k1", run(12));

    mia.refund("k1");

    Entry own = mia.ledger().getLast();
    assertThat(own.change()).isEqualTo(7);
    assertThat(own.postings()).contains(new Posting(ALLOWANCE, 5));
    Entry pools = office.ledger().getLast();
    assertThat(pools.kind()).isEqualTo(EntryKind.REFUND);
    assertThat(pools.change()).isEqualTo(5);
    assertThat(pools.cause()).isEqualTo(by("k1", 12).forMember(MIA).tallying(new Tally(-1, -5)));
  }

  @Test
  void a_refund_that_expires_in_the_pool_shows_it_there() {
    mia.charged("k1", run(12));
    office.at(APRIL).given(renewed("office", APRIL, MAY));

    mia.refund("k1");

    BucketId march = new BucketId(BucketKind.PLAN, 1);
    assertThat(office.ledger().getLast().postings())
        .containsExactly(new Posting(march, 5), new Posting(march, -5));
    assertThat(office.ledger().getLast().change()).isZero();
    assertThat(mia.ledger().getLast().postings()).contains(new Posting(ALLOWANCE, 5));
  }

  @Test
  void capture_release_and_expiry_are_entries_in_each_wallet_and_name_its_hold() {
    Charge captured = mia.charged("captured", run(5).held());
    Charge released = mia.charged("released", run(2).held());
    mia.charged("expired", run(1).held(Duration.ofMinutes(1)));
    mia.capture("captured", 4);
    mia.refund("released");
    office.after(Duration.ofMinutes(1)).written();

    assertThat(office.ledger())
        .extracting(Entry::kind)
        .containsExactly(
            EntryKind.GRANT,
            EntryKind.HOLD,
            EntryKind.HOLD,
            EntryKind.LOW,
            EntryKind.HOLD,
            EntryKind.LOW,
            EntryKind.EXHAUSTED,
            EntryKind.CAPTURE,
            EntryKind.RELEASE,
            EntryKind.RELEASE);
    assertThat(office.ledger().get(7).cause())
        .isEqualTo(
            by("captured", 5)
                .forMember(MIA)
                .aboutHold(entryOf(captured))
                .tallying(new Tally(1, 1)));
    assertThat(office.ledger().get(8).cause())
        .isEqualTo(by("released", 2).forMember(MIA).aboutHold(entryOf(released)));
    assertThat(office.ledger().get(9).cause()).isEqualTo(Cause.expiryOf(5));
    assertThat(office.ledger().get(9).at()).isEqualTo(NOW.plusSeconds(60));
  }

  private static Cause by(String charge, int quantity) {
    return Cause.by(new ChargeId(charge)).buying(run(quantity).request().purchase());
  }

  private static long entryOf(Charge charge) {
    return charge.drawdown().pooled().getFirst().entry();
  }

  /// A capture that returns no credits to the pool is an entry there, because the hold ends.
  @Test
  void a_full_capture_is_an_entry_of_0_in_the_pool() {
    mia.charged("k1", run(5).held());

    mia.capture("k1");

    Entry entry = office.ledger().getLast();
    assertThat(entry.kind()).isEqualTo(EntryKind.CAPTURE);
    assertThat(entry.postings()).isEmpty();
    assertThat(entry.cause().account()).contains(MIA);
  }

  /// L2: each wallet reports the thresholds and the exhaustion of its own credits.
  @Test
  void a_pool_reports_its_own_low_and_empty_balance() {
    mia.charged(run(3));
    List<EntryKind> before = mia.kinds();

    mia.charged("k1", run(5));

    assertThat(office.ledger())
        .extracting(Entry::kind)
        .containsExactly(
            EntryKind.GRANT, EntryKind.CHARGE, EntryKind.LOW, EntryKind.LOW, EntryKind.EXHAUSTED);
    assertThat(office.ledger().getLast().cause()).isEqualTo(by("k1", 5).forMember(MIA));
    assertThat(mia.kinds()).hasSize(before.size() + 1).endsWith(EntryKind.CHARGE);
  }

  @Test
  void a_member_without_own_credits_does_not_report_exhaustion_when_it_draws_from_the_pool() {
    Account cem = Office.paid(simple().pool("office", 5)).member("cem");

    cem.charged(run(1));

    assertThat(cem.kinds()).containsExactly(EntryKind.STANDING, EntryKind.CHARGE);
  }

  /// Clients need not know the shards of a pool.
  @Test
  void a_charge_over_several_shards_is_one_posting_of_the_member_and_an_entry_in_each_shard() {
    Office spread = Office.paid(simple().pool("office", 9, 3));
    Account ben = spread.member("ben");

    Charge charge = ben.charged("k1", run(8));

    assertThat(charge.drawdown().pooled()).hasSize(3);
    assertThat(ben.ledger(EntryKind.CHARGE).getFirst().postings())
        .containsExactly(new Posting(ALLOWANCE, -8));
    for (Draw.Pooled draw : charge.drawdown().pooled()) {
      Entry entry = spread.ledger(draw.wallet().number()).get((int) draw.entry() - 1);
      assertThat(entry.kind()).isEqualTo(EntryKind.CHARGE);
      assertThat(entry.change()).isEqualTo(-draw.credits().amount());
      assertThat(entry.postings().getFirst().bucket())
          .isEqualTo(new BucketId(BucketKind.PLAN, draw.number()));
      assertThat(entry.cause().account()).contains(new AccountId("ben"));
    }
    assertThat(spread.left()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  void ledgers_are_gapless_and_add_up_in_each_shard(int shards) {
    Office spread = Office.paid(simple().starter(2).pool("office", 40, shards));
    Account[] people = {spread.member("ann"), spread.member("ben", 9), spread.member("cem")};
    IntStream.range(0, 12).forEach(call -> people[call % 3].charge("a" + call, run(1 + call % 5)));
    IntStream.range(0, 6).forEach(call -> people[call % 3].charge("h" + call, run(2).held()));
    people[0].refund("a0");
    people[1].capture("h1", 1);
    spread.given(cancelled(NOW, APRIL)).at(APRIL);
    people[0].refund("a3");
    spread.given(withdrawn(APRIL), renewed("office", APRIL, MAY));
    people[2].refund("a2");

    Audit audit = spread.audit();

    assertThat(audit.consistent()).isTrue();
    assertThat(audit.ledgerTotal()).isEqualTo(40).isEqualTo(audit.balanceTotal());
    assertThat(audit.entries()).isEqualTo(spread.balance().version());
    for (int shard = 0; shard < shards; shard++) {
      List<Entry> ledger = spread.ledger(shard);
      assertThat(ledger)
          .extracting(Entry::number)
          .isEqualTo(IntStream.rangeClosed(1, ledger.size()).mapToObj(Long::valueOf).toList());
      assertThat(ledger).extracting(Entry::at).isSorted();
    }
  }

  @Test
  void the_audit_of_a_pool_adds_up_its_shards_and_fails_if_one_shard_fails() {
    Audit good = new Audit(3, 7, 7, true);
    Audit bad = new Audit(2, 4, 5, false);

    assertThat(good.plus(good)).isEqualTo(new Audit(6, 14, 14, true));
    assertThat(good.plus(bad)).isEqualTo(new Audit(5, 11, 12, false));
    assertThat(bad.plus(good).consistent()).isFalse();
  }

  @Test
  void the_facts_about_a_pool_are_in_the_ledger_of_its_primary_shard() {
    Office spread = Office.on(simple().pool("office", 9, 3)).given(paid("office", MARCH, APRIL));

    spread.given(cancelled(NOW, APRIL), withdrawn(NOW.plusSeconds(1)));

    assertThat(spread.ledger(0))
        .extracting(Entry::kind)
        .containsExactly(EntryKind.GRANT, EntryKind.STANDING, EntryKind.STANDING);
    assertThat(spread.ledger(1)).extracting(Entry::kind).containsExactly(EntryKind.GRANT);
    assertThat(spread.ledger(1).getFirst().cause()).isEqualTo(Reason.PLAN_STARTED.cause());
  }
}
