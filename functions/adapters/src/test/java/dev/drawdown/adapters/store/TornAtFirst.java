package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Decision;
import java.util.Optional;
import java.util.Queue;

/// Reads first what is in `torn`, mixes of older and newer items, and then what is stored.
record TornAtFirst(Queue<Situation> torn, SituationSource stored) implements Source<Situation> {
  @Override
  public Situation load() {
    return torn.isEmpty() ? stored.load() : torn.remove();
  }

  @Override
  public boolean isTorn(Situation found) {
    return stored.isTorn(found);
  }

  @Override
  public Optional<Situation> with(Situation old, Outcome.Stale stale) {
    return stored.with(old, stale);
  }

  @Override
  public boolean confirms(Decision refusal, Situation again, Situation earlier) {
    return stored.confirms(refusal, again, earlier);
  }
}
