package dev.drawdown.monthlyreset;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.ledger.EntryKind.CHARGE;
import static dev.drawdown.domain.ledger.EntryKind.EXPIRY;
import static dev.drawdown.domain.ledger.EntryKind.GRANT;
import static dev.drawdown.domain.ledger.EntryKind.HOLD;
import static dev.drawdown.domain.ledger.EntryKind.RELEASE;
import static dev.drawdown.domain.ledger.EntryKind.STANDING;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.JANUARY;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// O1: the primary shard of a pool receives the events of its plan, and a sweep propagates them to
/// the other shards.
class PoolSweepTest {
  private static final PoolId OFFICE = new PoolId("office");
  private static final Catalog CATALOG = catalog().action("run", 1).pool("office", 600, 3).build();
  private static final Instant SOON = NOVEMBER.plus(Duration.ofMinutes(5));

  private final InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));

  @Test
  void the_other_shards_receive_a_payment_that_only_the_primary_shard_received() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER));

    Map<String, Integer> swept = tick(SOON);

    assertThat(swept).containsEntry("advanced", 1).containsEntry("entries", 2);
    assertThat(kinds(1)).containsExactly(GRANT);
    assertThat(kinds(2)).containsExactly(GRANT);
    assertThat(shard(1).total()).isEqualTo(Credits.of(200));
  }

  @Test
  void after_the_propagation_nothing_is_due_until_grace_ends() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER));
    tick(SOON);
    Instant graceEnds = DECEMBER.plus(Duration.ofDays(14));

    Map<String, Integer> again = tick(SOON);
    Map<String, Integer> later = tick(graceEnds.minusMillis(1));
    tick(graceEnds);

    assertThat(again.values()).containsOnly(0);
    assertThat(later.values()).containsOnly(0);
    assertThat(kinds(0)).containsExactly(GRANT, EXPIRY, STANDING);
    assertThat(kinds(1)).containsExactly(GRANT, EXPIRY);
  }

  @Test
  void all_shards_expire_when_the_plan_ends() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER), Facts.ended(DECEMBER));
    tick(SOON);

    tick(DECEMBER);
    tick(DECEMBER);

    for (int shard = 0; shard < 3; shard++) {
      assertThat(kinds(shard).stream().filter(kind -> kind == EXPIRY)).hasSize(1);
      assertThat(shard(shard).total()).isEqualTo(Credits.NONE);
      assertThat(Audit.of(shard(shard).book(), ledger(shard).iterator()).consistent()).isTrue();
    }
    assertThat(tick(JANUARY).values()).containsOnly(0);
  }

  @Test
  void the_others_expire_also_if_the_primary_shard_has_nothing_left() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER), Facts.ended(DECEMBER));
    tick(SOON);
    commit(drawn(shard(0), CHARGE, 200));
    tick(SOON.plusSeconds(300));

    Map<String, Integer> swept = tick(DECEMBER);
    Map<String, Integer> again = tick(DECEMBER);

    assertThat(swept).containsEntry("entries", 3);
    assertThat(again.values()).containsOnly(0);
    assertThat(kinds(0)).endsWith(CHARGE, STANDING);
    assertThat(kinds(1)).endsWith(EXPIRY);
    assertThat(kinds(2)).endsWith(EXPIRY);
    assertThat(tick(JANUARY).values()).containsOnly(0);
  }

  @Test
  void a_late_sweep_leaves_the_ledgers_of_a_punctual_one() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER), Facts.ended(DECEMBER));

    tick(DECEMBER.plus(Duration.ofDays(3)));

    for (int shard = 0; shard < 3; shard++) {
      assertThat(kinds(shard)).as("shard %d", shard).startsWith(GRANT).endsWith(EXPIRY);
      assertThat(ledger(shard).getFirst().at()).isEqualTo(NOVEMBER);
      assertThat(ledger(shard).getLast().at()).isEqualTo(DECEMBER);
    }
  }

  @Test
  void a_hold_on_any_shard_expires_by_itself() {
    apply(Facts.paid("office", NOVEMBER, DECEMBER));
    tick(SOON);
    Journal<?> drawn = drawn(shard(2), HOLD, 5);
    Hold hold = new Hold(drawn.wallet().version(), SOON.plusSeconds(900), five(shard(2)));
    commit(drawn.silently(held -> held.with(book -> book.with(hold))));

    tick(SOON.plusSeconds(1_200));

    assertThat(kinds(2)).containsExactly(GRANT, HOLD, RELEASE);
    assertThat(shard(2).total()).isEqualTo(Credits.of(200));
    assertThat(shard(2).dueAt()).isEmpty();
  }

  private void apply(Statement... statements) {
    for (Statement statement : statements) {
      List<Fact> facts = List.of(statement.fact(OFFICE, CATALOG));
      var found = store.renewal(statement.subscription(), facts);
      store.commitAll(Rules.of(CATALOG).renewing().apply(facts, found, NOVEMBER).commits());
    }
  }

  private Map<String, Integer> tick(Instant now) {
    return new SweepSchedule(new Ports(CATALOG, store, () -> now)).tick();
  }

  private Wallet<?> shard(int number) {
    return store.wallet(new WalletId(OFFICE, number));
  }

  private List<Entry> ledger(int number) {
    return store.entriesAfter(new WalletId(OFFICE, number), 0, 100);
  }

  private List<EntryKind> kinds(int number) {
    return ledger(number).stream().map(Entry::kind).toList();
  }

  private void commit(Journal<?> journal) {
    store.commitAll(List.of(new Commit.Step(journal, List.of())));
  }

  private static <W extends Wallet<W>> Journal<W> drawn(
      Wallet<W> shard, EntryKind kind, long credits) {
    return Journal.of(shard)
        .draw(SOON, kind, Cause.byHand("sample", Optional.empty()), drawdown(shard, credits));
  }

  private static Drawdown five(Wallet<?> shard) {
    return drawdown(shard, 5);
  }

  private static Drawdown drawdown(Wallet<?> shard, long credits) {
    return new Drawdown(
        List.of(new Draw.Own(shard.book().paidPlans().getFirst().id(), Credits.of(credits))));
  }
}
