package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does what another store does, but for what is overridden.
public interface StoreBeside extends Store {
  Store store();

  @Override
  default Situation load(
      AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return store().load(account, key, document);
  }

  @Override
  default Wallet wallet(WalletId id) {
    return store().wallet(id);
  }

  @Override
  default Pool pool(PoolId id, int shards) {
    return store().pool(id, shards);
  }

  @Override
  default List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return store().members(pool, limit, after);
  }

  @Override
  default List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return store().entriesBefore(wallet, before, limit);
  }

  @Override
  default List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return store().entriesAfter(wallet, after, limit);
  }

  @Override
  default List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return store().entries(wallet, numbers);
  }

  @Override
  default Outcome commit(Commit commit, String token) {
    return store().commit(commit, token);
  }
}
