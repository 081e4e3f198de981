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
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Decides and commits until the commit is written.
///
/// If another caller committed first, this decides again on what that caller left. If an answer was
/// lost, this asks for the same commit again under the same token. There is no lock and no queue:
/// the conditions of each commit keep callers apart.
///
/// The [CallMeter] of the call counts each decision, and each that was not written because of
/// another caller.
public final class OptimisticRetry {
  private static final Jitter JITTER = Jitter.between(Duration.ofMillis(10), Duration.ofSeconds(4));

  /// For how long what a failed condition brought along is worth another try: about a round trip.
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

  /// The same retries in another time and by another randomness.
  public static OptimisticRetry in(
      LongSupplier nanoTime, Pause pause, RandomGenerator random, Commits commits) {
    Jitter jitter = new Jitter(JITTER.first(), JITTER.longest(), random);
    return new OptimisticRetry(commits, () -> new RetryBudget(nanoTime, pause, jitter));
  }

  /// Returns the decision, once all of its commits are written. A decision that rests on what is
  /// absent is returned once a second reading agrees.
  ///
  /// If a shard is contended and another shard can serve the request, this reads again and retries
  /// there without a pause. Otherwise this pauses. After a short pause it decides on the items that
  /// the failed condition brought, if they are enough. After a longer pause those items are old,
  /// and it reads again.
  ///
  /// A source may read items that belong to different versions. This reads them again before it
  /// decides. An exception of `decide` is a defect, and is thrown as it came.
  ///
  /// Once an answer was lost, every failure is reported as an unknown outcome.
  ///
  /// @throws Unavailable if contention or an unknown outcome outlasts the retry budget
  public <S, D extends Decision> D run(Source<S> source, Function<S, D> decide) {
    return new Run(commits, budget.get()).result(source, decide);
  }

  /// One call: how long it may still go on, the wallets at which it met others since its last
  /// pause, and the first answer that it lost.
  private static final class Run {
    private final Commits commits;
    private final RetryBudget left;
    private final CallMeter meter = CallMeter.current();
    private final Set<WalletId> contended = new HashSet<>();
    private Optional<RuntimeException> lost = Optional.empty();

    private Run(Commits commits, RetryBudget left) {
      this.commits = commits;
      this.left = left;
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
          left.pause(() -> Unavailable.busy("changes"));
          found = whole(source);
          continue;
        }
        Optional<Setback> setback = Setback.of(answered.commitInOrder(decision.commits()));
        if (setback.isEmpty()) {
          return decision;
        }
        meter.conflicted();
        found = next(source, found, setback.get());
      }
    }

    /// What to decide on next. A shard that can serve instead of a contended one is read again
    /// before that: on what was read before the conflict, the next commit would most often be
    /// stale, too. A wallet that was contended before is paused for.
    private <S> S next(Source<S> source, S old, Setback setback) {
      boolean isNews = contended.addAll(setback.contended());
      if (!isNews || source.elsewhere(old, contended).isEmpty()) {
        return newer(source, old, setback);
      }
      return source
          .elsewhere(whole(source), contended)
          .orElseGet(() -> newer(source, old, setback));
    }

    /// What is stored, read again until all of it belongs together: rules refuse what doesn't. What
    /// two readings agree on is stored so, and what rules say to that is their own.
    private <S> S whole(Source<S> source) {
      S found = source.load();
      while (source.isTorn(found)) {
        left.pause(() -> Unavailable.busy("changes"));
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
      Duration paused = left.pause(() -> Unavailable.busy(setback.reason()));
      return paused.compareTo(FRESH) > 0
          ? whole(source)
          : source.with(old, setback.stale()).orElseGet(() -> whole(source));
    }

    /// Commits until the outcome is known: asks again under the same token for an answer that was
    /// lost, and after that as long as the store is contended.
    private Outcome answered(Commit commit, String token) {
      Outcome outcome = commits.commit(commit, token);
      boolean unanswered = false;
      while (outcome instanceof Unknown || (unanswered && outcome instanceof Contended)) {
        if (outcome instanceof Unknown(RuntimeException cause)) {
          unanswered = true;
          lost = lost.or(() -> Optional.of(cause));
        }
        left.pause(() -> Unavailable.busy("no answer"));
        outcome = commits.commit(commit, token);
      }
      return outcome;
    }
  }

  /// Why nothing was written, what is known to be stored instead, and which wallets are contended.
  private record Setback(String reason, Stale stale, Set<WalletId> contended) {
    /// A conflicting transaction will have changed something, but its items didn't come along.
    static Optional<Setback> of(Outcome outcome) {
      return switch (outcome) {
        case Committed _ -> Optional.empty();
        case Stale stale -> Optional.of(new Setback("condition", stale, Set.of()));
        case Contended(var reason, var wallets) ->
            Optional.of(new Setback(reason, Stale.WITHOUT_ITEMS, wallets));
        case Unknown(RuntimeException cause) ->
            throw new IllegalStateException("an outcome that is known is unknown", cause);
      };
    }
  }

  /// Where what a decision rests on comes from, at first and again.
  @FunctionalInterface
  public interface Source<S> {
    /// What is stored now.
    S load();

    /// Whether the items in `found` belong to different versions: they aren't read at one instant.
    /// Then they are read again before anything is decided.
    default boolean isTorn(S found) {
      return false;
    }

    /// What is stored now as far as failed conditions brought it along, or nothing where that isn't
    /// enough to decide on.
    default Optional<S> with(S old, Stale stale) {
      return Optional.empty();
    }

    /// The same as it was read, to be decided on so that it keeps away from `contended`, if that
    /// can be.
    default Optional<S> elsewhere(S old, Set<WalletId> contended) {
      return Optional.empty();
    }

    /// Whether what the refusal `told` rests on was found `again` as it was `earlier`.
    default boolean confirms(Decision told, S again, S earlier) {
      return again.equals(earlier);
    }
  }
}
