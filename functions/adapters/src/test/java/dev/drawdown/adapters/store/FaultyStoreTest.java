package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyStoreTest {
  private final AccountId account = Sample.account();
  private final Commit commit = Sample.commit(Sample.opening(account));
  private final UUID token = Sample.token();

  @Test
  void a_rejected_commit_writes_nothing() {
    for (Fault fault : List.of(Fault.CONFLICT, Fault.THROTTLED)) {
      Stores store = faulty(fault);

      assertThat(store.commits().commit(commit, token)).isInstanceOf(Contended.class);

      assertThat(version(store)).isZero();
    }
  }

  @Test
  void a_lost_request_writes_nothing_and_a_lost_answer_hides_the_write() {
    Stores before = faulty(Fault.LOST_BEFORE);
    Stores after = faulty(Fault.LOST_AFTER);

    assertThat(before.commits().commit(commit, token)).isInstanceOf(Unknown.class);
    assertThat(after.commits().commit(commit, token)).isInstanceOf(Unknown.class);

    assertThat(version(before)).isZero();
    assertThat(version(after)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "DEATH_.*")
  void a_retry_with_the_same_token_returns_the_outcome(Fault fault) {
    Stores store = faulty(fault);
    store.commits().commit(commit, token);

    assertThat(store.commits().commit(commit, token)).isEqualTo(new Committed());

    assertThat(version(store)).isEqualTo(1);
  }

  @Test
  void the_same_seed_plans_the_same_faults() {
    assertThat(planned(FaultPlan.seeded(7, 30))).isEqualTo(planned(FaultPlan.seeded(7, 30)));
    assertThat(planned(FaultPlan.seeded(7, 30)))
        .hasSameElementsAs(EnumSet.range(Fault.NONE, Fault.DUPLICATED));
    assertThat(planned(FaultPlan.seeded(7, 0))).containsOnly(Fault.NONE);
  }

  @Test
  void every_third_commit_has_the_fault() {
    assertThat(planned(FaultPlan.every(3, Fault.CONFLICT)).subList(0, 4))
        .containsExactly(Fault.NONE, Fault.NONE, Fault.CONFLICT, Fault.NONE);
  }

  @Test
  void faults_of_commits_and_of_reads_come_in_turn() {
    FaultPlan plan = FaultPlan.inTurn(2);

    assertThat(planned(plan).subList(0, 12))
        .containsExactly(
            Fault.NONE,
            Fault.CONFLICT,
            Fault.NONE,
            Fault.THROTTLED,
            Fault.NONE,
            Fault.LOST_BEFORE,
            Fault.NONE,
            Fault.LOST_AFTER,
            Fault.NONE,
            Fault.DUPLICATED,
            Fault.NONE,
            Fault.CONFLICT);
    assertThat(Stream.generate(plan::nextRead).limit(8))
        .containsExactly(
            Fault.NONE,
            Fault.THROTTLED,
            Fault.NONE,
            Fault.STALE,
            Fault.NONE,
            Fault.LOST_BEFORE,
            Fault.NONE,
            Fault.STALE);
  }

  @Test
  void faults_are_counted_by_name() {
    FaultyStore store =
        new FaultyStore(
            new InMemoryStore(),
            FaultPlan.first(Fault.CONFLICT, Fault.NONE, Fault.CONFLICT, Fault.THROTTLED));
    FaultyStore unread =
        new FaultyStore(new InMemoryStore(), FaultPlan.onReads(Fault.THROTTLED), store.counts());

    for (int write = 0; write < 5; write++) {
      store.commits().commit(commit, token);
    }
    assertThatExceptionOfType(StoreFailure.class).isThrownBy(() -> version(unread));

    assertThat(store.counts().soFar())
        .isEqualTo(Map.of("write CONFLICT", 2, "write THROTTLED", 1, "read THROTTLED", 1));
    assertThat(FaultCounts.inTurn()).containsAll(store.counts().soFar().keySet()).hasSize(9);
  }

  @Test
  void reads_succeed_unless_a_plan_includes_them() {
    assertThat(version(new FaultyStore(new InMemoryStore(), () -> Fault.LOST_BEFORE))).isZero();

    for (Fault lost : List.of(Fault.THROTTLED, Fault.LOST_BEFORE, Fault.LOST_AFTER)) {
      assertThatExceptionOfType(StoreFailure.class)
          .isThrownBy(() -> version(new FaultyStore(new InMemoryStore(), FaultPlan.onReads(lost))));
    }
  }

  @Test
  void death_comes_before_or_after_its_planned_call_and_reads_count() {
    for (Fault death : List.of(Fault.DEATH_BEFORE, Fault.DEATH_AFTER)) {
      InMemoryStore store = new InMemoryStore();
      Stores dying = new FaultyStore(store, new DeathPlan(1, death));
      assertThat(version(dying)).isZero();

      assertThatExceptionOfType(FaultyStore.Death.class)
          .isThrownBy(() -> dying.commits().commit(commit, token));

      assertThat(version(store)).isEqualTo(death == Fault.DEATH_AFTER ? 1 : 0);
    }
    assertThatExceptionOfType(FaultyStore.Death.class)
        .isThrownBy(
            () ->
                version(new FaultyStore(new InMemoryStore(), new DeathPlan(0, Fault.DEATH_AFTER))));
  }

  @Test
  void work_that_fails_after_an_interruption_is_detected() {
    AtomicInteger times = new AtomicInteger();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                BrokenOff.anywhere(
                    "another commit each time",
                    InMemoryStore::new,
                    store ->
                        store
                            .commits()
                            .commit(
                                recordsOnly("event-" + times.incrementAndGet()), Sample.token())))
        .withMessageContaining("another commit each time, DEATH_BEFORE after 0 calls");
  }

  private static Commit recordsOnly(String event) {
    return new Commit.RecordsOnly(
        List.of(new Write.ClaimEvent(new ProviderEventId(event), Sample.NOW)));
  }

  private static List<Fault> planned(FaultPlan plan) {
    return Stream.generate(plan::next).limit(200).toList();
  }

  private static Stores faulty(Fault fault) {
    return new FaultyStore(new InMemoryStore(), FaultPlan.first(fault));
  }

  private long version(Stores store) {
    return store.accounts().load(account, Optional.empty(), Optional.empty()).wallet().version();
  }
}
