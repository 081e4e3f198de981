package dev.drawdown.domain.topup;

import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.Optional;

/// What is stored when a pack is paid for: the buyer's available credits, not advanced, and what
/// was told of the payment before, to whomever it was credited.
public record TopUpSituation(AvailableCredits available, Optional<StoredPayment> payment) {
  AccountWallet wallet() {
    return available.wallet();
  }
}
