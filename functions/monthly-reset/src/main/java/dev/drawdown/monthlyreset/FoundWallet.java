package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.advancing.PoolAdvance;
import dev.drawdown.domain.advancing.WalletAdvance;
import dev.drawdown.domain.advancing.WalletAdvancing;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A wallet as it is stored, what is due in it, and what is due in the shards that follow it where
/// it is the first of a pool.
record FoundWallet(Wallet wallet, WalletAdvance due, List<WalletAdvance> secondaries) {
  static FoundWallet of(WalletId id, Store store, WalletAdvancing advancing, Instant clock) {
    if (!(id.owner() instanceof PoolId)) {
      Wallet wallet = store.wallet(id);
      return new FoundWallet(wallet, advancing.advance(wallet, wallet.timeOf(clock)), List.of());
    }
    Pool pool = store.pool(id.pool(), id.shard() + 1);
    PoolAdvance due = advancing.advance(pool, pool.timeOf(clock));
    List<WalletAdvance> secondaries =
        id.shard() == 0 ? due.shards().subList(1, due.shards().size()) : List.of();
    return new FoundWallet(pool.shard(id), due.shard(id), secondaries);
  }

  /// What is to be written down, in order: first by those that follow, so that this wallet is noted
  /// until all of them have. What was noted of each is over.
  List<Journal> steps() {
    List<WalletAdvance> all = new ArrayList<>(secondaries);
    all.add(due);
    return all.stream()
        .flatMap(advance -> advance.steps().stream())
        .map(step -> new Journal(step.wallet().withDueAt(Optional.empty()), step.entries()))
        .toList();
  }

  /// Whether nothing is to be written down in this wallet, whatever is in those that follow it.
  boolean hasNothingDue() {
    return due.steps().isEmpty();
  }

  /// The wallet with all that is due, as far as it leaves an entry and as far as it doesn't.
  Wallet advanced() {
    return due.wallet();
  }
}
