package dev.drawdown.domain.topup;

import dev.drawdown.domain.payment.StoredPayment;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Optional;

/// What is stored when a pack is paid for: the buyer's funds, unsettled, and what was told of the
/// payment before, to whomever it was credited.
public record TopUpSituation(Funds funds, Optional<StoredPayment> payment) {
  Wallet wallet() {
    return funds.wallet();
  }
}
