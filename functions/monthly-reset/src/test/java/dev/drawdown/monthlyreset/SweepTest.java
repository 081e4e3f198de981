package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.monthlyreset.Sweep.SweepResult;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepTest {
  private static final DueShard SHARD = new DueShard(7);
  private static final List<AccountId> ACCOUNTS = Coach.accountsIn(SHARD).limit(250).toList();
  private static final AccountId ONE = ACCOUNTS.get(3);

  private final InMemoryStore store = Coach.store();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void all_pages_of_a_shard_are_advanced_in_one_run() {
    charged(250);

    assertThat(run(store)).isEqualTo(swept(250, 500, 0, true));

    assertThat(store.due(SHARD, DECEMBER, 1, Optional.empty())).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void other_shards_are_left_alone() {
    AccountId elsewhere = Coach.accountsIn(new DueShard(8)).findFirst().orElseThrow();
    store.commitAll(Coach.charged(elsewhere, 1));

    assertThat(run(store)).isEqualTo(swept(0, 0, 0, true));
  }

  @Test
  void a_wallet_in_which_nothing_is_due_gets_its_next_due_time() {
    store.commitAll(Coach.held(ONE, Duration.ofMinutes(15)));
    // A release before the expiry leaves the due time unchanged.
    store.commitAll(Coach.released(store, ONE, NOVEMBER.plusSeconds(60)));
    Instant later = NOVEMBER.plus(Duration.ofMinutes(20));

    SweepResult first = run(store, later, () -> false);
    SweepResult second = run(store, later, () -> false);

    assertThat(first.rescheduled()).isEqualTo(1);
    assertThat(second).isEqualTo(swept(0, 0, 0, true));
    assertThat(store.wallet(ONE).dueAt()).isEmpty();
  }

  @Test
  void an_expired_hold_is_written_at_the_next_tick() {
    store.commitAll(Coach.held(ONE, Duration.ofMinutes(15)));

    run(store, NOVEMBER.plus(Duration.ofMinutes(20)), () -> false);

    assertThat(Coach.kinds(store, ONE))
        .containsExactly(EntryKind.GRANT, EntryKind.HOLD, EntryKind.RELEASE);
    assertThat(Coach.ledger(store, ONE).getLast().at())
        .isEqualTo(NOVEMBER.plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_wallet_that_another_writer_has_advanced_stays_unchanged() {
    charged(1);
    WalletSweeper sweeper = new WalletSweeper(Coach.december(store));

    WalletSweepResult first = sweeper.sweep(name(ACCOUNTS.getFirst()), DECEMBER);
    WalletSweepResult second = sweeper.sweep(name(ACCOUNTS.getFirst()), DECEMBER);

    assertThat(first).isEqualTo(new WalletSweepResult.Advanced(2));
    assertThat(second).isEqualTo(new WalletSweepResult.UpToDate());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STALE", "DEATH_BEFORE", "DEATH_AFTER"})
  void a_run_recovers_from_any_failure_of_every_third_write(Fault fault) {
    charged(30);

    SweepResult swept = run(new FaultyStore(store, FaultPlan.every(3, fault)));

    assertThat(swept.finished()).isTrue();
    assertThat(swept.advanced() + swept.upToDate()).isEqualTo(30);
    assertThat(ACCOUNTS.subList(0, 30))
        .allSatisfy(account -> assertThat(Coach.ledger(store, account)).hasSize(4));
    assertThat(pauses.isEmpty()).isEqualTo(fault == Fault.NONE || fault == Fault.DUPLICATED);
  }

  @Test
  void a_contended_wallet_is_left_to_the_next_run() {
    charged(5);

    SweepResult troubled = run(new FaultyStore(store, () -> Fault.CONFLICT));
    SweepResult next = run(store);

    assertThat(troubled).isEqualTo(swept(0, 0, 5, false));
    assertThat(next).isEqualTo(swept(5, 10, 0, true));
  }

  @Test
  void a_run_that_runs_out_of_time_leaves_the_rest_to_the_next_run() {
    charged(250);
    AtomicInteger asked = new AtomicInteger();

    SweepResult first = run(store, DECEMBER, () -> asked.incrementAndGet() > 10);
    SweepResult second = run(store);

    assertThat(first.advanced()).isBetween(10, 80);
    assertThat(first.finished()).isFalse();
    assertThat(first.advanced() + second.advanced()).isEqualTo(250);
    assertThat(second.finished()).isTrue();
  }

  @Test
  void a_wallet_that_can_not_be_advanced_is_parked_and_delays_no_other() {
    charged(20);
    Stores poisoned =
        new UnreadableStore(store, WalletId.of(ONE), new IllegalStateException("it lacks a plan"));

    SweepResult swept = run(Coach.december(poisoned), DECEMBER, () -> false);

    assertThat(swept.advanced()).isEqualTo(19);
    assertThat(swept.parked()).isEqualTo(1);
    assertThat(swept.finished()).isTrue();
    assertThat(store.parkedWallets().page(10, Optional.empty()))
        .containsExactly(
            new Parked<>(name(ONE), "java.lang.IllegalStateException: it lacks a plan", DECEMBER));
  }

  @Test
  void a_parked_wallet_is_tried_again_a_day_later() {
    charged(20);
    Stores poisoned =
        new UnreadableStore(store, WalletId.of(ONE), new IllegalStateException("it lacks a plan"));
    run(Coach.december(poisoned), DECEMBER, () -> false);

    SweepResult soon = run(store, DECEMBER.plus(Duration.ofHours(23)), () -> false);
    SweepResult later = run(store, DECEMBER.plus(Duration.ofHours(24)), () -> false);

    assertThat(soon.advanced()).isZero();
    assertThat(later.advanced()).isEqualTo(1);
  }

  @Test
  void a_failure_that_concerns_no_single_wallet_ends_the_run_and_parks_nothing() {
    charged(20);
    RuntimeException forbidden =
        new StoreFailure(StoreFailure.Kind.UNUSABLE, new IllegalStateException("no rights"));
    Stores closed = new UnreadableStore(store, WalletId.of(ONE), forbidden);

    assertThatThrownBy(() -> run(Coach.december(closed), DECEMBER, () -> false))
        .isSameAs(forbidden);

    assertThat(store.parkedWallets().page(10, Optional.empty())).isEmpty();
  }

  @Test
  void many_due_entries_are_committed_in_steps_and_a_run_may_stop_between_them() {
    store.commitAll(Coach.manyHolds(ONE, 45));
    Instant later = NOVEMBER.plus(Duration.ofHours(1));
    AtomicInteger commits = new AtomicInteger();
    FaultPlan dies = () -> commits.incrementAndGet() == 1 ? Fault.NONE : Fault.LOST_BEFORE;

    SweepResult broken = run(Coach.december(new FaultyStore(store, dies)), later, () -> false);
    long between = store.wallet(WalletId.of(ONE)).version();
    SweepResult rest = run(store, later, () -> false);

    // The entries are a grant, 45 holds and a warning. Then come the first step and the second.
    assertThat(broken.left()).isEqualTo(1);
    assertThat(between).isEqualTo(47 + 40);
    assertThat(rest).isEqualTo(swept(1, 5, 0, true));
    assertThat(Audit.of(store.wallet(ONE).book(), Coach.ledger(store, ONE).iterator()))
        .isEqualTo(new Audit(47 + 40 + 5, 50, 50, true));
  }

  private void charged(int accounts) {
    ACCOUNTS.stream()
        .limit(accounts)
        .forEach(account -> store.commitAll(Coach.charged(account, 2)));
  }

  private SweepResult run(InMemoryStore on) {
    return run(on, DECEMBER, () -> false);
  }

  private SweepResult run(InMemoryStore on, Instant now, Deadline deadline) {
    return run(Coach.december(on), now, deadline);
  }

  private SweepResult run(FaultyStore on) {
    return run(new Ports(CATALOG, on, () -> DECEMBER), DECEMBER, () -> false);
  }

  private SweepResult run(Ports ports, Instant now, Deadline deadline) {
    return new Sweep(ports, pauses::add, SweepSchedule.JITTER).run(SHARD, now, deadline);
  }

  private static String name(AccountId account) {
    return WalletId.of(account).toString();
  }

  private static SweepResult swept(int advanced, int entries, int left, boolean finished) {
    return new SweepResult(SHARD, advanced, entries, 0, 0, 0, left, finished);
  }
}
