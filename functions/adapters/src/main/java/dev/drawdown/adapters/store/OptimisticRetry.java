package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Decides and commits until the commit is written.
///
/// If another caller committed first, this decides again on what that caller left. If an answer was
/// lost, this asks for the same commit again under the same token. There is no lock and no queue:
/// the conditions of each commit keep callers apart.
public final class OptimisticRetry {
  private static final Jitter JITTER = Jitter.between(Duration.ofMillis(10), Duration.ofSeconds(4));

  /// For how long what a failed condition brought along is worth another try: about a round trip.
  private static final Duration FRESH = Duration.ofMillis(20);

  private final Store store;
  private final Supplier<RetryBudget> budget;

  public OptimisticRetry(Store store, Supplier<RetryBudget> budget) {
    this.store = store;
    this.budget = budget;
  }

  /// Retries that pause in real time, for at most [RetryBudget#DEADLINE] in all.
  public static OptimisticRetry inRealTime(Store store) {
    return new OptimisticRetry(
        store, () -> new RetryBudget(System::nanoTime, Pause.SLEEPING, JITTER));
  }

  /// Returns the decision, once all of its commits are written. A decision that rests on what is
  /// absent is returned once a second reading agrees.
  ///
  /// If a shard is contended and another shard can serve the request, retries there immediately.
  /// Otherwise this pauses. After a short pause it decides on the items that the failed condition
  /// brought, if they are enough. After a longer pause those items are old, and it reads again.
  ///
  /// Once an answer was lost, every failure is reported as an unknown outcome.
  ///
  /// @throws Unavailable if contention or an unknown outcome outlasts the retry budget
  public <S, D extends Decision> D run(Source<S> source, Function<S, D> decide) {
    return new Run(store, budget.get()).result(source, decide);
  }

  /// One call: how long it may still go on, and the first answer that it lost.
  private static final class Run {
    private final Store store;
    private final RetryBudget left;
    private Optional<RuntimeException> lost = Optional.empty();

    private Run(Store store, RetryBudget left) {
      this.store = store;
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
      S found = source.load();
      while (true) {
        D decision;
        try {
          decision = decide.apply(found);
        } catch (RuntimeException unfit) {
          found = readAgain(source, found, unfit);
          continue;
        }
        if (decision.needsSecondReading()) {
          if (source.confirms(decision, source.load(), found)) {
            return decision;
          }
          left.pause(() -> Unavailable.busy("changes"));
          found = source.load();
          continue;
        }
        Optional<Setback> setback = commit(decision);
        if (setback.isEmpty()) {
          return decision;
        }
        S old = found;
        found =
            source
                .elsewhere(old, setback.get().contended())
                .orElseGet(() -> newer(source, old, setback.get()));
      }
    }

    /// What isn't read at one instant may not go together: a charge as it was, say, and its pool
    /// when that had everything back. Then the rules refuse it. What they refuse again is a defect.
    private <S> S readAgain(Source<S> source, S found, RuntimeException unfit) {
      left.pause(() -> Unavailable.busy("changes"));
      S again = source.load();
      if (again.equals(found)) {
        throw unfit;
      }
      return again;
    }

    private <S> S newer(Source<S> source, S old, Setback setback) {
      Duration paused = left.pause(() -> Unavailable.busy(setback.reason()));
      return paused.compareTo(FRESH) > 0
          ? source.load()
          : source.with(old, setback.stale()).orElseGet(source::load);
    }

    private Optional<Setback> commit(Decision decision) {
      for (Commit commit : decision.commits()) {
        Optional<Setback> setback = commit(commit);
        if (setback.isPresent()) {
          return setback;
        }
      }
      return Optional.empty();
    }

    /// Commits under one token, with which it is asked again for a lost answer until that is known.
    private Optional<Setback> commit(Commit commit) {
      String token = UUID.randomUUID().toString();
      boolean unanswered = false;
      while (true) {
        switch (store.commit(commit, token)) {
          case Committed _ -> {
            return Optional.empty();
          }
          case Stale stale -> {
            return Optional.of(Setback.late(stale));
          }
          case Contended contended -> {
            if (!unanswered) {
              return Optional.of(Setback.contended(contended));
            }
          }
          case Unknown(RuntimeException cause) -> {
            unanswered = true;
            lost = lost.or(() -> Optional.of(cause));
          }
        }
        left.pause(() -> Unavailable.busy("no answer"));
      }
    }
  }

  /// Why nothing was written, what is known to be stored instead, and which wallets are contended.
  private record Setback(String reason, Stale stale, Set<WalletId> contended) {
    static Setback late(Stale stale) {
      return new Setback("condition", stale, Set.of());
    }

    /// The other transaction will have changed something, but its items didn't come along.
    static Setback contended(Contended by) {
      return new Setback(by.reason(), Stale.WITHOUT_ITEMS, by.wallets());
    }
  }
}
