package dev.drawdown.domain.settling;

import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.WalletId;
import java.util.List;

/// A pool brought up to an instant, cell by cell. Each cell's steps are its own to commit: whoever
/// reads the pool without them finds the same due.
public record PoolSettlement(Pool before, List<Settlement> cells) {
  public PoolSettlement {
    cells = List.copyOf(cells);
  }

  public Pool pool() {
    return new Pool(before.id(), cells.stream().map(Settlement::wallet).toList(), before.busy());
  }

  public Settlement cell(WalletId name) {
    return cells.get(name.cell());
  }
}
