package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawdown.adapters.aws.AwsClients;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The consequences of each outcome of a commit, with time and pauses as arguments.
class OptimisticRetryTest {
  private static final Stale STALE = Stale.WITHOUT_ITEMS;
  private final RuntimeException lost = new IllegalStateException("the answer was lost");

  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final Set<UUID> tokens = new HashSet<>();
  private final List<String> decidedOn = new ArrayList<>();
  private final Set<String> unfit = new HashSet<>();
  private final Set<String> torn = new HashSet<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Boolean> overAtReads = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;
  private Duration answerTime = Duration.ZERO;
  private int loads;
  private boolean refused;
  private boolean anotherShard;
  private Optional<RuntimeException> defect = Optional.empty();

  @Test
  void an_immediate_commit_needs_one_reading() {
    run(new Committed());

    assertThat(decidedOn).containsExactly("read 1");
    assertThat(pauses).isEmpty();
  }

  @Test
  void items_of_a_failed_condition_are_used_without_another_reading() {
    run(STALE, STALE, new Committed());

    assertThat(decidedOn).containsExactly("read 1", "brought along", "brought along");
    assertThat(tokens).hasSize(3);
  }

  /// No other caller causes a lost answer, so repeating the commit isn't a new attempt.
  @Test
  void the_meter_of_the_call_counts_decisions_and_conflicts() {
    CallMeter meter = new CallMeter();

    meter.during(
        () -> {
          run(
              STALE,
              new Unknown(lost),
              new Contended("TransactionConflict", false),
              new Committed());
          return decidedOn;
        });
    run(STALE, new Committed());

    assertThat(meter.decisions()).isEqualTo(2);
    assertThat(meter.conflicts()).isEqualTo(1);
  }

  @Test
  void after_a_long_pause_the_state_is_read_again() {
    answerTime = Duration.ofMillis(50);

    run(STALE, new Committed());

    assertThat(pauses)
        .singleElement()
        .satisfies(pause -> assertThat(pause.toMillis()).isBetween(1_560L, 1_600L));
    assertThat(decidedOn).containsExactly("read 1", "read 2");
  }

  @Test
  void after_a_conflict_or_throttling_the_state_is_read_again() {
    run(
        new Contended("TransactionConflict", false),
        new Contended("ThrottlingError", true),
        new Committed());

    assertThat(decidedOn).containsExactly("read 1", "read 2", "read 3");
  }

  @Test
  void another_shard_is_read_again_and_tried_without_a_pause() {
    anotherShard = true;

    run(contended(1), contended(2), new Committed());

    assertThat(decidedOn).containsExactly("read 1", "read 2 elsewhere", "read 3 elsewhere");
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_shard_contended_again_causes_a_pause() {
    anotherShard = true;

    run(contended(1), contended(1), contended(1), new Committed());

    assertThat(decidedOn)
        .containsExactly("read 1", "read 2 elsewhere", "read 3", "read 4 elsewhere");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void after_five_seconds_no_other_shard_is_tried() {
    anotherShard = true;
    answerTime = RetryBudget.DEADLINE;

    assertThat(outlasted(contended(1)).isOutcomeKnown()).isTrue();
    assertThat(decidedOn).containsExactly("read 1");
  }

  private static Contended contended(int shard) {
    return new Contended(
        "TransactionConflict", false, Set.of(new WalletId(new PoolId("office"), shard)));
  }

  @Test
  void after_a_lost_answer_the_commit_is_repeated_under_the_same_token() {
    run(new Unknown(lost), new Unknown(lost), new Committed());

    assertThat(decidedOn).containsExactly("read 1");
    assertThat(tokens).hasSize(1);
  }

  @Test
  void pauses_grow_at_first_and_shrink_with_the_waiting_time_and_the_failed_tries() {
    answerTime = Duration.ofMillis(5);

    outlasted(new Contended("TransactionConflict", false));

    List<Long> millis = pauses.stream().map(Duration::toMillis).toList();
    assertThat(millis.subList(0, 3)).containsExactly(160L, 320L, 480L);
    assertThat(millis.subList(2, millis.size()))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .contains(4 * answerTime.toMillis());
  }

  /// The second pause ends with the five seconds.
  @Test
  void a_call_with_slow_tries_keeps_long_pauses() {
    answerTime = Duration.ofMillis(100);

    outlasted(new Contended("TransactionConflict", false));

    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(1800));
  }

  /// Two tries of 5 ms precede each pause. Before the third pause, six tries have failed in 0.99
  /// seconds.
  @Test
  void a_try_on_another_shard_shortens_later_pauses_too() {
    anotherShard = true;
    answerTime = Duration.ofMillis(5);

    outlasted(contended(1));

    assertThat(pauses.subList(0, 3).stream().map(Duration::toMillis))
        .containsExactly(320L, 640L, 260L);
  }

  /// Other callers don't overtake the call then. More tries would be throttled, too.
  @Test
  void throttling_keeps_pauses_long() {
    answerTime = Duration.ofMillis(5);

    outlasted(new Contended("ThrottlingError", true));

    List<Long> millis = pauses.stream().map(Duration::toMillis).toList();
    assertThat(millis.subList(0, 6)).containsExactly(160L, 320L, 480L, 640L, 640L, 640L);
  }

  @Test
  void no_pause_is_longer_than_three_seconds() {
    answerTime = Duration.ofMillis(200);

    run(new Contended("TransactionConflict", false), new Committed());

    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void a_try_that_takes_no_time_is_followed_by_the_shortest_pause() {
    outlasted(new Contended("ThrottlingError", true));

    assertThat(pauses).containsOnly(Duration.ofMillis(10));
  }

  @Test
  void contention_beyond_five_seconds_is_busy_and_takes_nothing() {
    Unavailable unavailable = outlasted(new Contended("TransactionConflict", false));

    assertThat(unavailable.isOutcomeKnown()).isTrue();
    assertThat(elapsed).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
  }

  @Test
  void the_last_pause_ends_with_the_five_seconds() {
    answerTime = Duration.ofMillis(300);

    outlasted(new Contended("TransactionConflict", false));

    assertThat(elapsed).isEqualTo(RetryBudget.DEADLINE.plus(answerTime));
    assertThat(pauses).hasSize(2);
  }

  /// A store asks before it repeats a lost read.
  @Test
  void the_source_reads_under_the_deadline_of_the_call() {
    answerTime = RetryBudget.DEADLINE.minusMillis(50);

    run(STALE, new Committed());

    assertThat(overAtReads).containsExactly(false, true);
    assertThat(Deadline.isCurrentOver()).isFalse();
  }

  /// A last try may begin after the longest pause: at the deadline, or the shortest pause later.
  @Test
  void the_last_try_has_time_for_a_slow_read_and_a_slow_write() throws IOException {
    Duration last = RetryBudget.DEADLINE.plusMillis(10);
    Matcher timeout =
        Pattern.compile("Globals:\\s+Function:[^-]*?Timeout: (\\d+)")
            .matcher(Files.readString(Path.of("../../template.yaml")));

    assertThat(timeout.find()).isTrue();
    assertThat(last.plus(AwsClients.TIMEOUT).plus(AwsClients.TIMEOUT))
        .isLessThan(Duration.ofSeconds(Long.parseLong(timeout.group(1))));
  }

  @Test
  void failed_conditions_beyond_five_seconds_are_busy_and_take_nothing() {
    assertThat(outlasted(STALE).isOutcomeKnown()).isTrue();
  }

  @Test
  void answers_lost_for_five_seconds_leave_the_outcome_unknown() {
    assertThat(outlasted(new Unknown(lost)).isOutcomeKnown()).isFalse();
  }

  @Test
  void a_conflict_after_a_lost_answer_leaves_the_outcome_unknown() {
    outcomes.add(new Unknown(lost));

    assertThat(outlasted(new Contended("TransactionConflict", false)).isOutcomeKnown()).isFalse();
  }

  @Test
  void a_failed_condition_after_a_lost_answer_leaves_the_outcome_unknown() {
    outcomes.add(new Unknown(lost));

    assertThat(outlasted(STALE).isOutcomeKnown()).isFalse();
  }

  @Test
  void a_defect_after_a_lost_answer_leaves_the_outcome_unknown_and_is_logged() {
    defect = Optional.of(new IllegalStateException("a defect"));
    outcomes.add(new Unknown(lost));

    Unavailable unavailable = catchThrowableOfType(Unavailable.class, this::attempt);

    assertThat(unavailable.isOutcomeKnown()).isFalse();
    assertThat(unavailable).hasCause(lost).hasSuppressedException(defect.orElseThrow());
  }

  @Test
  void a_defect_without_a_lost_answer_is_rethrown() {
    defect = Optional.of(new IllegalStateException("a defect"));

    assertThatIllegalStateException().isThrownBy(this::attempt).withMessage("a defect");
  }

  @Test
  void items_of_different_versions_are_read_again_before_a_decision() {
    torn.addAll(List.of("read 1", "read 2"));

    run(new Committed());

    assertThat(decidedOn).containsExactly("read 3");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void items_that_always_differ_in_version_are_busy_and_nothing_is_taken() {
    answerTime = Duration.ofMillis(50);
    for (int load = 1; load < 2_000; load++) {
      torn.add("read " + load);
    }

    Unavailable unavailable = catchThrowableOfType(Unavailable.class, this::attempt);

    assertThat(unavailable.isOutcomeKnown()).isTrue();
    assertThat(decidedOn).isEmpty();
  }

  @Test
  void a_state_that_two_readings_confirm_is_used() {
    refused = true;
    torn.add("read");

    run();

    assertThat(decidedOn).containsExactly("read");
    assertThat(loads).isEqualTo(3);
  }

  @Test
  void an_exception_of_the_rules_is_a_defect_and_is_rethrown() {
    unfit.add("read 1");

    assertThatIllegalArgumentException().isThrownBy(this::attempt).withMessage("read 1");
    assertThat(loads).isEqualTo(1);
  }

  @Test
  void a_refusal_is_returned_if_a_second_reading_agrees() {
    refused = true;

    run();

    assertThat(decidedOn).containsExactly("read");
    assertThat(loads).isEqualTo(2);
  }

  private Unavailable outlasted(Outcome outcome) {
    outcomes.addAll(Collections.nCopies(2_000, outcome));
    return catchThrowableOfType(Unavailable.class, this::attempt);
  }

  private void run(Outcome... coming) {
    outcomes.addAll(List.of(coming));
    attempt();
    assertThat(outcomes).isEmpty();
  }

  private void attempt() {
    OptimisticRetry.in(() -> elapsed.toNanos(), this::pause, new Longest(), new Scripted())
        .run(new Counted(), this::decide);
  }

  private Decision decide(String found) {
    decidedOn.add(found);
    if (unfit.contains(found)) {
      throw new IllegalArgumentException(found);
    }
    return refused ? new Refused() : new Accepted();
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    elapsed = elapsed.plus(duration);
  }

  private record Accepted() implements Decision {
    @Override
    public List<Commit> commits() {
      return List.of(Sample.commit(Sample.opening(Sample.account())));
    }
  }

  private record Refused() implements Decision {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  private final class Counted implements Source<String> {
    @Override
    public String load() {
      loads++;
      overAtReads.add(Deadline.isCurrentOver());
      return refused ? "read" : "read " + loads;
    }

    @Override
    public Optional<String> elsewhere(String old, Set<WalletId> contended) {
      return Optional.of(old + " elsewhere").filter(_ -> anotherShard && !contended.isEmpty());
    }

    @Override
    public boolean isTorn(String found) {
      return torn.contains(found);
    }

    @Override
    public Optional<String> with(String old, Stale stale) {
      return Optional.of("brought along");
    }
  }

  /// A store that returns the next answer, each after `answerTime`. After that it fails if a test
  /// says so.
  private final class Scripted implements Stores.Commits {
    @Override
    public Outcome commit(Commit commit, UUID token) {
      tokens.add(token);
      elapsed = elapsed.plus(answerTime);
      if (outcomes.isEmpty() && defect.isPresent()) {
        throw defect.get();
      }
      return outcomes.remove();
    }
  }

  /// The longest pause that jitter allows.
  private record Longest() implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
