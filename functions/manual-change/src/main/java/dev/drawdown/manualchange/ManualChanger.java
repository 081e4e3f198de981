package dev.drawdown.manualchange;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.ManualChangeSource;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores.ManualChanges;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import java.time.Instant;

/// Decides on manual changes and commits them, for the API and for the operator's program.
public final class ManualChanger {
  private final ManualChanges changes;
  private final OptimisticRetry retry;
  private final ManualChanging changing;

  public ManualChanger(Ports ports) {
    this.changes = ports.stores().manualChanges();
    this.retry = ports.retry();
    this.changing = ports.rules().manualChanging();
  }

  /// Makes the change `asked` at the time `clock`, or returns the reason against it.
  public ManualChangeResult change(AccountId account, Asked asked, Instant clock) {
    return retry.run(
        new ManualChangeSource(changes, account, asked.key()),
        situation -> changing.change(asked, situation, clock));
  }

  /// The result that the change would have now. Writes nothing.
  public ManualChangeResult preview(AccountId account, Asked asked, Instant clock) {
    return changing.change(asked, changes.load(account, asked.key()), clock);
  }
}
