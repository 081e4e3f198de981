package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
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
      Jitter.between(Duration.ofMillis(10), Duration.ofMillis(2_560));

  /// For how long what a failed condition brought along is worth another try: about a round trip.
  private static final Duration FRESH = Duration.ofMillis(20);

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

  /// Returns what was decided, once all it commits is written and, where it rests on what is
  /// absent, a second reading agrees.
  ///
  /// What a failed condition brought along is decided on at once. Who is late again pauses, and
  /// then reads: what was brought along before the pause would be old after it.
  ///
  /// @throws Unavailable when contention, or not knowing, outlasts the caller's patience
  public <S, D extends Decision> D run(Source<S> source, Function<S, D> decide) {
    Patience left = patience.get();
    S found = source.load();
    while (true) {
      D decision = decide.apply(found);
      if (decision.needsSecondReading()) {
        S earlier = found;
        found = source.load();
        if (source.confirms(found, earlier)) {
          return decision;
        }
        continue;
      }
      Optional<Stale> stale = commit(decision, left);
      if (stale.isEmpty()) {
        return decision;
      }
      Duration paused = left.pause(() -> Unavailable.busy("condition"));
      found = newer(source, found, stale.get(), paused);
    }
  }

  private static <S> S newer(Source<S> source, S old, Stale stale, Duration paused) {
    return paused.compareTo(FRESH) > 0
        ? source.load()
        : source.with(old, stale).orElseGet(source::load);
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
}
