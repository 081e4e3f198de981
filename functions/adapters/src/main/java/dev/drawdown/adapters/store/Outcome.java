package dev.drawdown.adapters.store;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What came of one try to commit.
public sealed interface Outcome {
  /// It is written, by this try or an earlier one with the same token.
  record Committed() implements Outcome {}

  /// Somebody else was first: a condition failed and nothing was written. What the store holds
  /// instead came along, as far as it was the condition that failed; `documentChanged` says that
  /// the document is kept by another charge than was read.
  record Stale(List<Wallet<?>> wallets, Optional<Charge> charge, boolean documentChanged)
      implements Outcome {
    /// Nothing is known of what is stored instead.
    public static final Stale WITHOUT_ITEMS = new Stale(List.of(), Optional.empty(), false);

    public Stale {
      wallets = List.copyOf(wallets);
    }

    /// What is stored instead of an account's wallet, or that itself where it didn't come along.
    public AccountWallet wallet(AccountWallet read) {
      return wallets.stream()
          .filter(wallet -> wallet.id().equals(read.id()))
          .map(wallet -> wallet instanceof AccountWallet newer ? newer : read)
          .findFirst()
          .orElse(read);
    }
  }

  /// Another transaction is under way on the same items, or the table is throttled. Nothing was
  /// written; the same may be tried again. `wallets` are those that others are at, as far as that
  /// is known.
  record Contended(String reason, Set<WalletId> wallets) implements Outcome {
    /// How the reasons start that say that another transaction was under way.
    private static final String CONFLICT = "TransactionConflict";

    public Contended {
      wallets = Set.copyOf(wallets);
    }

    public Contended(String reason) {
      this(reason, Set.of());
    }

    /// Whether it isn't the others at the same items, but the table that has too much to do.
    public boolean isThrottled() {
      return !reason.startsWith(CONFLICT);
    }
  }

  /// The answer was lost. Only trying again with the same token tells whether it is written.
  record Unknown(RuntimeException cause) implements Outcome {}
}
