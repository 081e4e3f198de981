package dev.drawdown.adapters.store;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The outcome of one try to commit.
public sealed interface Outcome {
  /// The commit is written, by this try or by an earlier one with the same token.
  record Committed() implements Outcome {}

  /// Another request was first: a condition failed and nothing was written.
  ///
  /// The store returned the items whose conditions failed. `documentChanged` says that another
  /// charge now keeps the document.
  record Stale(List<Wallet<?>> wallets, Optional<Charge> charge, boolean documentChanged)
      implements Outcome {
    /// The stored items aren't known.
    public static final Stale WITHOUT_ITEMS = new Stale(List.of(), Optional.empty(), false);

    public Stale {
      wallets = List.copyOf(wallets);
    }

    /// The returned wallet of an account, or `read` if the store returned none.
    public AccountWallet wallet(AccountWallet read) {
      return wallets.stream()
          .filter(wallet -> wallet.id().equals(read.id()))
          .map(wallet -> wallet instanceof AccountWallet newer ? newer : read)
          .findFirst()
          .orElse(read);
    }
  }

  /// Another transaction is using the same items, or the table is throttled.
  ///
  /// Nothing was written, and the same commit may be tried again. `isThrottled` is whether the
  /// table is overloaded, rather than the items contended. `wallets` are the contended wallets, if
  /// known.
  record Contended(String reason, boolean isThrottled, Set<WalletId> wallets) implements Outcome {
    public Contended {
      wallets = Set.copyOf(wallets);
    }

    public Contended(String reason, boolean isThrottled) {
      this(reason, isThrottled, Set.of());
    }
  }

  /// The answer was lost. Only a retry with the same token shows whether the commit is written.
  record Unknown(RuntimeException cause) implements Outcome {}
}
