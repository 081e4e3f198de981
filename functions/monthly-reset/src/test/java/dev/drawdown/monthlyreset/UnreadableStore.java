package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;

/// Stores in which one wallet can't be read.
record UnreadableStore(Stores store, WalletId unreadable, RuntimeException failure)
    implements StoreBeside {
  @Override
  public Wallets wallets() {
    Wallets all = store.wallets();
    return new Wallets() {
      @Override
      public Wallet<?> wallet(WalletId id) {
        requireReadable(id);
        return all.wallet(id);
      }

      @Override
      public AccountWallet wallet(AccountId account) {
        requireReadable(WalletId.of(account));
        return all.wallet(account);
      }

      @Override
      public Pool pool(PoolId id, int shards) {
        requireReadable(WalletId.of(id));
        return all.pool(id, shards);
      }

      @Override
      public List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after) {
        return all.members(pool, limit, after);
      }
    };
  }

  private void requireReadable(WalletId id) {
    if (id.equals(unreadable)) {
      throw failure;
    }
  }
}
