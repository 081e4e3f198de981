package dev.drawdown.domain.topup;

import dev.drawdown.domain.commit.Write;

/// The record of a payment for a pack.
public sealed interface PaymentWrite extends Write {
  /// The known facts about a payment, on condition that it was written `revisionBefore` times; 0
  /// means never.
  record PutPayment(Payment payment, long revisionBefore) implements PaymentWrite {}
}
