package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;

/// A charge of `drawdown` given back, wholly or in part: one entry in the account's wallet, and one
/// in each cell that it drew on.
record Unwound(Drawdown drawdown, Settled due, Journal own, List<Journal> cells) {
  /// The number of the account's entry.
  long entry() {
    return own.wallet().version();
  }

  Returned returned() {
    return cells.stream()
        .map(cell -> Returned.by(cell.last()))
        .reduce(Returned.by(own.last()), Returned::plus);
  }

  Funds funds() {
    List<Wallet> changed = new ArrayList<>(List.of(own.wallet()));
    cells.forEach(cell -> changed.add(cell.wallet()));
    return due.funds(changed);
  }

  List<Commit> commits(List<Write> writes) {
    return Commit.inOrder(due.dues(drawdown), own, cells, writes);
  }
}
