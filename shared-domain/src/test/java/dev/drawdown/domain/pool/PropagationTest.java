package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// T2, P1, P2, P3, P4, P6: the primary shard of a pool records payments, and the other shards get
/// their parts of its buckets.
class PropagationTest {
  private static final Catalog CATALOG =
      simple()
          .pool("office", 10, 3)
          .pool("large", 32, 16)
          .pool("small", 7, 1)
          .upgradeResets()
          .build();

  private final Office office = Office.on(CATALOG).given(paid("office", MARCH, APRIL));
  private final Account mia = office.member("mia");

  @ParameterizedTest(name = "{0} credits over {1} shards")
  @CsvSource({
    "500, 1, 500, 500",
    "500, 2, 250, 250",
    "500, 3, 167, 166",
    "500, 16, 32, 31",
    "1, 16, 1, 0",
    "16, 16, 1, 1",
    "15, 16, 1, 0",
    "31, 16, 2, 1"
  })
  void the_parts_add_up_and_differ_by_at_most_one(
      long credits, int shards, long largest, long smallest) {
    Office spread = Office.paid(simple().pool("office", credits, shards));

    List<Long> parts = spread.shards();

    assertThat(parts).hasSize(shards);
    assertThat(parts.stream().mapToLong(part -> part).sum()).isEqualTo(credits);
    assertThat(parts.getFirst()).isEqualTo(largest);
    assertThat(parts.getLast()).isEqualTo(smallest);
    assertThat(spread.advanced().active()).hasSize(shards);
  }

  @Test
  void the_other_shards_follow_without_being_written() {
    assertThat(office.stored().shards()).extracting(Wallet::version).containsExactly(1L, 0L, 0L);
    assertThat(office.shards()).containsExactly(4L, 3L, 3L);

    mia.charged(run(9));

    assertThat(office.stored().shards())
        .allSatisfy(shard -> assertThat(shard.version()).isPositive());
    assertThat(office.left()).isEqualTo(1);
  }

  @Test
  void propagated_entries_have_the_time_when_they_became_true_and_a_reason() {
    office.written().at(APRIL).given(renewed("office", APRIL, MAY)).at(MAY);

    assertThat(office.ledger(2))
        .extracting(Entry::kind, entry -> entry.cause().reason().orElseThrow(), Entry::at)
        .containsExactly(
            tuple(EntryKind.GRANT, "plan-started", NOW),
            tuple(EntryKind.EXPIRY, "renewal", APRIL),
            tuple(EntryKind.GRANT, "renewal", APRIL));
    assertThat(office.shard(2).book().paidPlans().getFirst().endsAt()).isEqualTo(MAY);
  }

  /// The shard has no earlier periods, so its plan starts there.
  @Test
  void an_unwritten_shard_begins_with_the_open_bucket() {
    office.at(APRIL).given(renewed("office", APRIL, MAY)).at(MAY);

    assertThat(office.ledger(2))
        .extracting(Entry::kind, entry -> entry.cause().reason().orElseThrow(), Entry::at)
        .containsExactly(tuple(EntryKind.GRANT, "plan-started", APRIL));
  }

  @Test
  void a_shard_with_later_entries_follows_no_earlier_than_its_last_entry() {
    office.written();
    List<Account> people = List.of(mia, office.member("ben"), office.member("cem"));
    office.at(NOW.plusSeconds(30));
    people.forEach(member -> member.charged(run(3)));

    office.at(NOW.plusSeconds(20)).given(paid("large", NOW, APRIL));

    assertThat(office.at(APRIL).audit().consistent()).isTrue();
    assertThat(office.ledger(1).getLast().at()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void a_shard_read_late_equals_one_read_at_every_change() {
    Office late = Office.on(CATALOG);
    Office prompt = Office.on(CATALOG);
    List<Consumer<Office>> changes =
        List.of(
            pool -> pool.given(paid("office", MARCH, APRIL)),
            pool -> pool.given(paid("large", NOW, APRIL)),
            pool -> pool.given(cancelled(NOW, APRIL)).at(APRIL),
            pool -> pool.given(withdrawn(NOW.plusSeconds(1))),
            pool -> pool.given(renewed("office", APRIL, MAY)),
            pool -> pool.at("2026-04-10T00:00:00Z").given(ended(utc("2026-04-09T00:00:00Z"))),
            pool -> pool.given(paid("sub-2", "large", utc("2026-04-10T00:00:00Z"), MAY)));

    for (Consumer<Office> change : changes) {
      change.accept(late);
      change.accept(prompt);
      prompt.written();
      assertThat(late.shards()).isEqualTo(prompt.shards());
      assertThat(late.left()).isEqualTo(prompt.left());
    }

    assertThat(late.written().shards()).isEqualTo(prompt.shards());
    assertThat(late.audit().consistent()).isTrue();
    assertThat(prompt.audit().consistent()).isTrue();
    assertThat(prompt.ledger(5).size()).isGreaterThan(late.ledger(5).size());
  }

  @Test
  void following_twice_grants_once() {
    office.written().written();

    assertThat(office.ledger(1)).hasSize(1);
    assertThat(office.after(Duration.ofDays(1)).written().ledger(1)).hasSize(1);
  }

  /// P4: remaining credits expire in each shard separately.
  @Test
  void a_renewal_replaces_the_part_in_each_shard() {
    office.written();
    mia.charged(run(3));

    office.at(APRIL).given(renewed("office", APRIL, MAY));

    assertThat(office.shards()).containsExactly(4L, 3L, 3L);
    assertThat(expired()).isEqualTo(7);
    assertThat(office.audit().consistent()).isTrue();
  }

  @Test
  void a_shard_with_a_spent_part_also_gets_the_next_one() {
    mia.charged(run(10));
    assertThat(office.shards()).containsExactly(0L, 0L, 0L);

    office.at(APRIL).given(renewed("office", APRIL, MAY));

    assertThat(office.shards()).containsExactly(4L, 3L, 3L);
    assertThat(expired()).isZero();
  }

  @Test
  void a_pool_ends_in_all_its_shards() {
    office.written();
    mia.charged(run(4));

    office.given(ended(NOW));

    assertThat(office.shards()).containsExactly(0L, 0L, 0L);
    assertThat(expired()).isEqualTo(6);
  }

  @Test
  void the_number_of_shards_changes_with_a_grant_and_not_with_the_catalog() {
    office.underCatalog(simple().pool("office", 10, 16));
    assertThat(office.shards()).containsExactly(4L, 3L, 3L);

    office.at(APRIL).given(renewed("office", APRIL, MAY));
    assertThat(office.shards()).hasSize(16).startsWith(1L).endsWith(0L);
    assertThat(office.left()).isEqualTo(10);

    office.underCatalog(simple().pool("office", 10, 2));
    assertThat(office.shards()).hasSize(16);
    office.at(MAY).given(renewed("office", MAY, utc("2026-06-01T00:00:00Z")));

    assertThat(office.shards()).hasSize(16).startsWith(5L, 5L, 0L);
    assertThat(office.advanced().active()).hasSize(2);
    assertThat(office.left()).isEqualTo(10);
    assertThat(office.audit().consistent()).isTrue();
  }

  @Test
  void an_unneeded_shard_expires_and_its_holds_end_with_it() {
    Office wide = Office.on(CATALOG).given(paid("large", MARCH, APRIL));
    wide.at(APRIL.minusSeconds(60));
    List<Account> people = IntStream.range(0, 12).mapToObj(n -> wide.member("m" + n)).toList();
    List<Charge> held = people.stream().map(member -> member.charged("k", run(2).held())).toList();
    assertThat(held)
        .anyMatch(charge -> charge.drawdown().pooled().getFirst().wallet().number() > 0);
    List<Account> released = people.subList(0, 4);
    List<Account> captured = people.subList(4, 8);

    wide.at(APRIL).given(renewed("small", APRIL, MAY));
    released.forEach(member -> member.refund("k"));
    captured.forEach(member -> member.capture("k", 1));
    wide.after(Duration.ofHours(1)).written();

    assertThat(wide.held()).isZero();
    assertThat(wide.left()).isEqualTo(7);
    assertThat(wide.shards()).startsWith(7L).endsWith(0L);
    assertThat(wide.audit().consistent()).isTrue();
    wide.member("new").charged(run(7));
    assertThat(wide.left()).isZero();
  }

  /// T2: the shard gave up its part when it was no longer needed, even if it is read later.
  @Test
  void an_unneeded_shard_has_expired_even_if_the_whole_pool_has_ended_since() {
    Office narrowed =
        Office.paid(simple().pool("office", 10, 3).pool("single", 20, 1).upgradeResets()).written();
    narrowed.given(paid("single", NOW, APRIL), cancelled(NOW, APRIL));

    narrowed.at(APRIL.plusSeconds(60)).written();

    assertThat(narrowed.ledger(2).getLast().kind()).isEqualTo(EntryKind.EXPIRY);
    assertThat(narrowed.ledger(2).getLast().at()).isEqualTo(NOW);
  }

  /// P1: the same payment in another event changes nothing. The pool was paid ahead with one shard.
  @Test
  void a_payment_that_was_known_does_not_change_the_number_of_shards() {
    InMemoryTable table = new InMemoryTable();
    Statement.Paid march = paid("office", MARCH, APRIL);
    table.apply(march, Office.POOL, CATALOG, NOW);
    table.apply(paid("small", APRIL, MAY), Office.POOL, CATALOG, NOW);
    List<Fact> facts =
        List.of(march.fact(Office.POOL, CATALOG), new Fact.PaymentFailed(MAY, false));

    Rules.of(CATALOG)
        .renewing()
        .apply(facts, table.renewal(Facts.SUBSCRIPTION, facts), NOW.plusSeconds(1))
        .commits()
        .forEach(table::write);

    PoolWallet.Primary primary = table.pool(Office.POOL).primary();
    assertThat(primary.billing().known().getFirst().failed()).contains(MAY);
    assertThat(primary.shards()).isEqualTo(1);
  }

  /// The other shards may have credits left, so the ledger of the primary shard says what changed.
  @ParameterizedTest(name = "{0} shards, {1} credits spent: {2}")
  @CsvSource({"3, 0, EXPIRY", "3, 10, STANDING", "1, 0, EXPIRY", "1, 10, ''"})
  void an_empty_bucket_that_is_cleared_leaves_an_entry_if_other_shards_follow(
      int shards, int spent, String written) {
    Office pool = Office.paid(simple().pool("office", 10, shards)).written();
    if (spent > 0) {
      pool.member("ben").charged(run(spent));
    }
    pool.given(cancelled(NOW, APRIL));
    int before = pool.ledger().size();

    List<Entry> entries = pool.at(APRIL).ledger();

    assertThat(entries.subList(before, entries.size()))
        .extracting(entry -> entry.kind().name())
        .containsExactlyElementsOf(written.isEmpty() ? List.of() : List.of(written));
  }

  @Test
  void a_shard_needed_again_gets_its_part() {
    office.at(APRIL).given(renewed("small", APRIL, MAY)).written();
    assertThat(office.shards()).containsExactly(7L, 0L, 0L);

    office.after(Duration.ofDays(1)).given(paid("office", office.clock(), MAY));

    assertThat(office.shards()).containsExactly(4L, 3L, 3L);
    assertThat(office.written().shards()).containsExactly(4L, 3L, 3L);
  }

  /// P3: the bucket stays the same, larger by the difference.
  @Test
  void a_raised_bucket_keeps_its_spread_until_the_next_one_opens() {
    Office raised = Office.paid(simple().pool("office", 10, 3).pool("large", 32, 16)).written();

    raised.given(paid("large", NOW, APRIL));

    assertThat(raised.shards()).startsWith(11L, 11L, 10L);
    assertThat(raised.left()).isEqualTo(32);
    assertThat(raised.written().left()).isEqualTo(32);
    raised.at(APRIL).given(renewed("large", APRIL, MAY)).written();
    assertThat(raised.shards()).hasSize(16).containsOnly(2L);
    assertThat(raised.audit().consistent()).isTrue();
  }

  @Test
  void a_primary_shard_read_too_early_is_reported_and_refused() {
    PoolWallet.Primary old = office.stored().primary();
    office.at(APRIL).given(renewed("office", APRIL, MAY)).written();
    Pool mixed = office.stored().with(old);

    assertThat(mixed.isPrimaryBehind()).isTrue();
    assertThat(office.stored().isPrimaryBehind()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rules.of(CATALOG).poolAdvancing().advance(mixed, NOW))
        .withMessageContaining("pool#office#1");
  }

  private long expired() {
    return IntStream.range(0, office.shards().size())
        .mapToObj(office::ledger)
        .flatMap(List::stream)
        .filter(entry -> entry.kind() == EntryKind.EXPIRY)
        .mapToLong(entry -> -entry.change())
        .sum();
  }
}
