package dev.drawdown.domain.topup;

import dev.drawdown.domain.commit.Write;

/// What is written of a payment for a pack.
public sealed interface PaymentWrite extends Write {
  /// What is known of a payment for a pack, on condition that it was written `revisionBefore`
  /// times; 0 where it was never written.
  record PutPayment(Payment payment, long revisionBefore) implements PaymentWrite {}
}
