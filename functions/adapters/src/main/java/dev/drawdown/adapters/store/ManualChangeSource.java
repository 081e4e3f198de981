package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores.ManualChanges;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;

/// Reads the state for a decision about a manual change from a store.
public record ManualChangeSource(ManualChanges changes, AccountId account, ManualChange.Key key)
    implements Source<ManualChangeSituation> {
  @Override
  public ManualChangeSituation load() {
    return changes.load(account, key);
  }

  /// Returns true if the record under the key is unchanged. The wallet may have changed: the
  /// refusal was right for the wallet that was read first.
  @Override
  public boolean confirms(
      Decision refusal, ManualChangeSituation again, ManualChangeSituation earlier) {
    return again.made().equals(earlier.made());
  }
}
