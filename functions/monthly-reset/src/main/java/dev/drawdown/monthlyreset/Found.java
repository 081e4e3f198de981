package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.PoolSettlement;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A wallet as it is stored, what is due in it, and what is due in the cells that follow it where
/// it is the first of a pool.
record Found(Wallet wallet, Settlement due, List<Settlement> followers) {
  static Found of(WalletId id, Store store, Settling settling, Instant clock) {
    if (!(id.owner() instanceof PoolId)) {
      Wallet wallet = store.wallet(id);
      return new Found(wallet, settling.settle(wallet, wallet.timeOf(clock)), List.of());
    }
    Pool pool = store.pool(id.pool(), id.cell() + 1);
    PoolSettlement due = settling.settle(pool, pool.timeOf(clock));
    List<Settlement> followers =
        id.cell() == 0 ? due.cells().subList(1, due.cells().size()) : List.of();
    return new Found(pool.cell(id), due.cell(id), followers);
  }

  /// What is to be written down, in order: first by those that follow, so that this wallet is noted
  /// until all of them have. What was noted of each is over.
  List<Journal> steps() {
    List<Settlement> all = new ArrayList<>(followers);
    all.add(due);
    return all.stream()
        .flatMap(settlement -> settlement.steps().stream())
        .map(step -> new Journal(step.wallet().withDueAt(Optional.empty()), step.entries()))
        .toList();
  }

  /// Whether nothing is to be written down in this wallet, whatever is in those that follow it.
  boolean isAsSettled() {
    return due.steps().isEmpty();
  }

  /// The wallet with all that is due, as far as it leaves an entry and as far as it doesn't.
  Wallet settled() {
    return due.wallet();
  }
}
