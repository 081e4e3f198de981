package dev.drawdown.domain.topup;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.Optional;

/// What is stored when a payment is reversed: what was told of it before, and the wallet, not
/// advanced, that it was credited to, if it was. `pack` is the ledger entry that granted the pack,
/// where that is used up.
public record ReversalSituation(
    Optional<StoredPayment> payment, Optional<AccountWallet> wallet, Optional<Entry> pack) {
  public ReversalSituation(Optional<StoredPayment> payment, Optional<AccountWallet> wallet) {
    this(payment, wallet, Optional.empty());
  }
}
