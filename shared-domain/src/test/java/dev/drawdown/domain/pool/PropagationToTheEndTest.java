package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// T2, P6, P7: the buckets of all shards close and reopen with those of the primary shard.
class PropagationToTheEndTest {
  private static final Catalog CATALOG = simple().pool("office", 10, 3).build();

  private final Office office = Office.on(CATALOG).given(paid("office", MARCH, APRIL));
  private final Account mia = office.member("mia");

  /// T2: unwritten changes have happened all the same.
  @Test
  void a_part_that_opened_and_closed_without_a_read_has_its_entries() {
    Office late = Office.paid(simple().pool("office", 10, 3)).given(cancelled(NOW, APRIL));

    late.at(APRIL.plusSeconds(60)).written();

    for (int shard = 0; shard < 3; shard++) {
      assertThat(late.ledger(shard).getFirst().kind()).isEqualTo(EntryKind.GRANT);
      assertThat(late.ledger(shard).getFirst().at()).isEqualTo(late.ledger(0).getFirst().at());
      assertThat(late.ledger(shard).getLast().kind()).isEqualTo(EntryKind.EXPIRY);
      assertThat(late.ledger(shard).getLast().at()).isEqualTo(APRIL);
    }
    assertThat(late.audit().consistent()).isTrue();
  }

  /// P6: a restored period is restored in every shard.
  @Test
  void a_late_withdrawal_restores_each_shard() {
    mia.charged(run(5));
    List<Long> before = office.shards();
    office.given(cancelled(NOW, APRIL)).at(APRIL).written();
    assertThat(office.shards()).containsExactly(0L, 0L, 0L);

    office.given(withdrawn(APRIL));

    assertThat(office.shards()).isEqualTo(before);
    assertThat(office.written().shards()).isEqualTo(before);
    assertThat(office.ledger(1).getLast().kind()).isEqualTo(EntryKind.ADJUSTMENT);
    assertThat(office.audit().consistent()).isTrue();
  }

  @Test
  void a_withdrawal_after_the_end_restores_nothing() {
    office.given(cancelled(NOW, APRIL)).at(APRIL).written();

    office.given(ended(APRIL), withdrawn(APRIL));

    assertThat(office.shards()).containsExactly(0L, 0L, 0L);
  }

  /// T3: one machine's clock may be behind that of another, which has already ended the period.
  @Test
  void a_withdrawal_by_a_slow_clock_restores_shards_that_had_ended() {
    office.given(cancelled(NOW, APRIL)).at(justBefore(APRIL));
    Account elsewhere = memberOf(2);
    elsewhere.charged("k", run(2).held());
    office.at(APRIL);
    elsewhere.capture("k", 1);
    assertThat(office.stored().isPrimaryBehind()).isFalse();

    office.at(justBefore(APRIL)).given(withdrawn(NOW.plusSeconds(1)));

    assertThat(office.at(APRIL).left()).isEqualTo(9);
    mia.charged(run(9));
    assertThat(office.audit().consistent()).isTrue();
  }

  /// F2, T2: at one instant a period ends first, and then holds expire.
  @Test
  void a_hold_that_expires_as_the_period_ends_expires_with_it_in_every_shard() {
    office.given(cancelled(NOW, APRIL)).at(APRIL.minusSeconds(60));
    Account elsewhere = memberOf(2);
    elsewhere.charged("k", run(2).held(Duration.ofSeconds(60)));

    office.at(APRIL);

    assertThat(office.ledger(2).getLast().kind()).isEqualTo(EntryKind.RELEASE);
    assertThat(office.ledger(2).getLast().change()).isZero();
    assertThat(office.ledger(2).getLast().postings()).hasSize(2);
  }

  /// A member that draws from `shard` first.
  private Account memberOf(int shard) {
    return IntStream.range(0, 100)
        .mapToObj(number -> office.member("member-" + number))
        .filter(member -> firstDrawn(member) == shard)
        .findFirst()
        .orElseThrow();
  }

  private static int firstDrawn(Account member) {
    Charge charge = member.charged("first", run(1));
    member.refund("first");
    return charge.drawdown().pooled().getFirst().wallet().number();
  }
}
