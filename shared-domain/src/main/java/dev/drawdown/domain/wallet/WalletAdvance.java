package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Entry;
import java.util.List;

/// A wallet brought up to an instant: `steps` are to be committed one after the other, `wallet` is
/// what it is then. A wallet that nothing was due for has no steps, though its period may have
/// moved.
public record WalletAdvance(List<Journal> steps, Wallet wallet) {
  public WalletAdvance {
    steps = List.copyOf(steps);
  }

  public List<Entry> entries() {
    return steps.stream().flatMap(step -> step.entries().stream()).toList();
  }
}
