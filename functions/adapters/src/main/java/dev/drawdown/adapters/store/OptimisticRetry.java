package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Decides and commits until the commit is written.
///
/// If another caller committed first, this decides again on the new state. If an answer was lost,
/// this repeats the same commit under the same token. There is no lock and no queue: the conditions
/// of each commit separate the callers.
///
/// The [CallMeter] of the call counts each decision, and each conflict with another caller.
public final class OptimisticRetry {
  /// A pause's bound is between these. With an upper limit of four seconds, one pause after a slow
  /// first try could use most of the five seconds. With one of two seconds, many calls would keep a
  /// slow table slow.
  private static final Jitter JITTER = Jitter.between(Duration.ofMillis(10), Duration.ofSeconds(3));

  /// The time for which the items of a failed condition are worth another try: about a round trip.
  private static final Duration FRESH = Duration.ofMillis(20);

  private final Commits commits;
  private final Supplier<RetryBudget> budget;

  public OptimisticRetry(Commits commits, Supplier<RetryBudget> budget) {
    this.commits = commits;
    this.budget = budget;
  }

  /// Retries that pause in real time, for at most [RetryBudget#DEADLINE] in all.
  public static OptimisticRetry inRealTime(Commits commits) {
    return new OptimisticRetry(
        commits, () -> new RetryBudget(System::nanoTime, Pause.SLEEPING, JITTER));
  }

  /// Retries with another clock, pause and randomness.
  public static OptimisticRetry in(
      LongSupplier nanoTime, Pause pause, RandomGenerator random, Commits commits) {
    Jitter jitter = new Jitter(JITTER.first(), JITTER.longest(), random);
    return new OptimisticRetry(commits, () -> new RetryBudget(nanoTime, pause, jitter));
  }

  /// The deadline of a call that begins now.
  public Deadline deadline() {
    return budget.get();
  }

  /// Returns the decision after all of its commits are written. A decision that rests on absent
  /// items needs a second reading that agrees.
  ///
  /// If a shard is contended and another shard can serve the request, this reads again and retries
  /// there without a pause. Otherwise this pauses. After a failed condition and a short pause, it
  /// decides on the returned items, if they are enough. In all other cases it reads again: after a
  /// longer pause the items are old, and after a conflict or throttling DynamoDB returns none.
  ///
  /// A source may read items that belong to different versions. This reads them again before it
  /// decides. An exception of `decide` is a defect and is rethrown unchanged.
  ///
  /// After a lost answer, every failure is reported as an unknown outcome.
  ///
  /// @throws Unavailable if contention or an unknown outcome outlasts the retry budget
  public <S, D extends Decision> D run(Source<S> source, Function<S, D> decide) {
    RetryBudget time = budget.get();
    return time.during(() -> new Run(commits, time).result(source, decide));
  }

  /// One call: its remaining budget, the wallets that were contended since its last pause, and the
  /// first lost answer.
  private static final class Run {
    private final Commits commits;
    private final RetryBudget budget;
    private final CallMeter meter = CallMeter.current();
    private final Set<WalletId> contended = new HashSet<>();
    private Optional<RuntimeException> lost = Optional.empty();

    private Run(Commits commits, RetryBudget budget) {
      this.commits = commits;
      this.budget = budget;
    }

    private <S, D extends Decision> D result(Source<S> source, Function<S, D> decide) {
      try {
        return committed(source, decide);
      } catch (RuntimeException failed) {
        throw lost.map(answer -> unknown(answer, failed)).orElse(failed);
      }
    }

    private static RuntimeException unknown(RuntimeException lost, RuntimeException failed) {
      Unavailable unknown = Unavailable.outcomeUnknown(lost);
      unknown.addSuppressed(failed);
      return unknown;
    }

    private <S, D extends Decision> D committed(Source<S> source, Function<S, D> decide) {
      Commits answered = this::answered;
      S found = whole(source);
      while (true) {
        meter.decided();
        D decision = decide.apply(found);
        if (decision.needsSecondReading()) {
          if (source.confirms(decision, source.load(), found)) {
            return decision;
          }
          budget.pause(() -> Unavailable.busy("changes"));
          found = whole(source);
          continue;
        }
        Optional<Setback> setback = Setback.of(answered.commitInOrder(decision.commits()));
        if (setback.isEmpty()) {
          return decision;
        }
        meter.conflicted();
        if (!setback.get().isThrottled()) {
          budget.countFailedTry();
        }
        found = next(source, found, setback.get());
      }
    }

    /// The state for the next decision.
    ///
    /// Before it uses another shard instead of a contended one, this reads again: on the state
    /// before the conflict, the next commit would usually be stale. If the same wallets are
    /// contended again, it pauses. After the deadline it tries no other shard.
    private <S> S next(Source<S> source, S old, Setback setback) {
      boolean isNew = contended.addAll(setback.contended());
      if (!isNew || budget.isOver() || source.elsewhere(old, contended).isEmpty()) {
        return newer(source, old, setback);
      }
      return source
          .elsewhere(whole(source), contended)
          .orElseGet(() -> newer(source, old, setback));
    }

    /// The stored state, read again until all items belong together.
    ///
    /// Rules refuse items of different versions. If two readings agree, the state is really stored,
    /// and the rules decide on it.
    private <S> S whole(Source<S> source) {
      S found = source.load();
      while (source.isTorn(found)) {
        budget.pause(() -> Unavailable.busy("changes"));
        S again = source.load();
        if (again.equals(found)) {
          return again;
        }
        found = again;
      }
      return found;
    }

    private <S> S newer(Source<S> source, S old, Setback setback) {
      contended.clear();
      Duration paused = budget.pause(() -> Unavailable.busy(setback.reason()));
      return setback
          .stale()
          .filter(_ -> paused.compareTo(FRESH) <= 0)
          .flatMap(stale -> source.with(old, stale))
          .orElseGet(() -> whole(source));
    }

    /// Commits until the outcome is known. After a lost answer it repeats the commit under the same
    /// token, as long as the store is contended.
    private Outcome answered(Commit commit, UUID token) {
      Outcome outcome = commits.commit(commit, token);
      boolean unanswered = false;
      while (outcome instanceof Unknown || (unanswered && outcome instanceof Contended)) {
        if (outcome instanceof Unknown(RuntimeException cause)) {
          unanswered = true;
          lost = lost.or(() -> Optional.of(cause));
        }
        budget.pause(() -> Unavailable.busy("no answer"));
        outcome = commits.commit(commit, token);
      }
      return outcome;
    }
  }

  /// The reason why nothing was written, whether it is throttling, the stored items if they are
  /// known, and the contended wallets.
  private record Setback(
      String reason, boolean isThrottled, Optional<Stale> stale, Set<WalletId> contended) {
    /// A conflicting transaction changes the items, but DynamoDB doesn't return them.
    static Optional<Setback> of(Outcome outcome) {
      return switch (outcome) {
        case Committed _ -> Optional.empty();
        case Stale stale ->
            Optional.of(new Setback("condition", false, Optional.of(stale), Set.of()));
        case Contended(var reason, var isThrottled, var wallets) ->
            Optional.of(new Setback(reason, isThrottled, Optional.empty(), wallets));
        case Unknown(RuntimeException cause) ->
            throw new IllegalStateException("a known outcome was expected", cause);
      };
    }
  }

  /// A source of the state for a decision.
  @FunctionalInterface
  public interface Source<S> {
    /// Reads the stored state.
    S load();

    /// Whether the items in `found` belong to different versions, because they weren't read at one
    /// instant. The caller then reads again before it decides.
    default boolean isTorn(S found) {
      return false;
    }

    /// The state updated with the items that failed conditions returned. The result is empty if
    /// they aren't enough for a decision.
    default Optional<S> with(S old, Stale stale) {
      return Optional.empty();
    }

    /// The same state, changed so that the decision avoids the `contended` wallets, if that is
    /// possible.
    default Optional<S> elsewhere(S old, Set<WalletId> contended) {
      return Optional.empty();
    }

    /// Whether the second reading `again` confirms the `refusal`, which was decided on `earlier`.
    default boolean confirms(Decision refusal, S again, S earlier) {
      return again.equals(earlier);
    }
  }
}
