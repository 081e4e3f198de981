package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores.ManualChanges;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;

/// What a manual change is decided on, from a store.
public record ManualChangeSource(ManualChanges changes, AccountId account, ManualChange.Key key)
    implements Source<ManualChangeSituation> {
  @Override
  public ManualChangeSituation load() {
    return changes.load(account, key);
  }

  /// The wallet may have moved on: what was said of the one read earlier was true then.
  @Override
  public boolean confirms(
      Decision told, ManualChangeSituation again, ManualChangeSituation earlier) {
    return again.made().equals(earlier.made());
  }
}
