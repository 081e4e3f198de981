package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Decides and commits until it is done: when somebody else was first, the decision is made again
/// on what they left; when an answer was lost, the same commit is asked for again under the same
/// token.
///
/// There is no lock and no queue: the conditions of each commit are all that keeps callers apart.
public final class Attempts {
  private static final Jitter JITTER =
      Jitter.between(Duration.ofMillis(10), Duration.ofMillis(320));

  private final Store store;
  private final Supplier<Patience> patience;

  public Attempts(Store store, Supplier<Patience> patience) {
    this.store = store;
    this.patience = patience;
  }

  /// Attempts that pause in real time, at most five seconds in all.
  public static Attempts inRealTime(Store store) {
    return new Attempts(store, () -> new Patience(System::nanoTime, Pause.SLEEPING, JITTER));
  }

  /// Returns what was decided, once all it commits is written.
  ///
  /// @throws Unavailable when contention, or not knowing, outlasts the caller's patience
  public <D extends Decision> D run(Supplier<Situation> load, Function<Situation, D> decide) {
    Patience left = patience.get();
    Situation situation = load.get();
    while (true) {
      D decision = decide.apply(situation);
      Optional<Situation> newer = newer(decision, situation, load, left);
      if (newer.isEmpty()) {
        return decision;
      }
      left.pause(() -> Unavailable.busy("condition"));
      situation = newer.get();
    }
  }

  /// What the decision must be made on again, unless it stands and is written.
  private Optional<Situation> newer(
      Decision decision, Situation situation, Supplier<Situation> load, Patience left) {
    if (decision.needsSecondReading()) {
      return Optional.of(load.get()).filter(again -> !again.equals(situation));
    }
    return commit(decision, left).map(stale -> newer(situation, stale, load));
  }

  private Optional<Stale> commit(Decision decision, Patience left) {
    for (Commit commit : decision.commits()) {
      Optional<Stale> stale = commit(commit, left);
      if (stale.isPresent()) {
        return stale;
      }
    }
    return Optional.empty();
  }

  private Optional<Stale> commit(Commit commit, Patience left) {
    String token = UUID.randomUUID().toString();
    Optional<RuntimeException> lost = Optional.empty();
    while (true) {
      switch (store.commit(commit, token)) {
        case Committed _ -> {
          return Optional.empty();
        }
        case Stale stale -> {
          return Optional.of(stale);
        }
        case Contended(String reason) -> {
          Unavailable busy = Unavailable.busy(reason);
          Unavailable givenUp = lost.map(Unavailable::outcomeUnknown).orElse(busy);
          left.pause(() -> givenUp);
        }
        case Unknown(RuntimeException cause) -> {
          lost = Optional.of(cause);
          left.pause(() -> Unavailable.outcomeUnknown(cause));
        }
      }
    }
  }

  /// What is stored now, without reading again where the failed conditions brought it along.
  private static Situation newer(Situation old, Stale stale, Supplier<Situation> load) {
    if (stale.documentChanged()) {
      return load.get();
    }
    return new Situation(
        stale.wallet().orElse(old.wallet()), stale.charge().or(old::underKey), old.onDocument());
  }
}
