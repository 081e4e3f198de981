package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Another store in which one wallet can't be read.
record UnreadableStore(Store store, WalletId unreadable, RuntimeException failure)
    implements Store {
  @Override
  public Wallet wallet(WalletId id) {
    if (id.equals(unreadable)) {
      throw failure;
    }
    return store.wallet(id);
  }

  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return store.load(account, key, document);
  }

  @Override
  public Pool pool(PoolId id, int cells) {
    return store.pool(id, cells);
  }

  @Override
  public List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return store.members(pool, limit, after);
  }

  @Override
  public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return store.entriesBefore(wallet, before, limit);
  }

  @Override
  public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return store.entriesAfter(wallet, after, limit);
  }

  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return store.entries(wallet, numbers);
  }

  @Override
  public Outcome commit(Commit commit, String token) {
    return store.commit(commit, token);
  }
}
