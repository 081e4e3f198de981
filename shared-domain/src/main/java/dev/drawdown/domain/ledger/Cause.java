package dev.drawdown.domain.ledger;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.payment.PaymentId;
import java.util.Optional;
import java.util.OptionalLong;

/// Why an entry was written: in a word or two, by which charge or payment, and about which hold.
///
/// `hold` is the number of the entry that opened the hold. An expiry names only that, as a wallet
/// doesn't keep its holds' keys; whoever shows the ledger finds the charge at that entry.
public record Cause(
    Optional<String> reason,
    Optional<ChargeId> charge,
    OptionalLong hold,
    Optional<PaymentId> payment) {
  private static final Cause NONE =
      new Cause(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());

  public static Cause because(String reason) {
    return NONE.with(reason);
  }

  public static Cause by(ChargeId charge) {
    return NONE.named(charge);
  }

  public static Cause paidBy(PaymentId payment) {
    return new Cause(
        Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.of(payment));
  }

  public static Cause expiryOf(long hold) {
    return NONE.with("expired").of(hold);
  }

  public Cause of(long openedBy) {
    return new Cause(reason, charge, OptionalLong.of(openedBy), payment);
  }

  public Cause named(ChargeId id) {
    return new Cause(reason, Optional.of(id), hold, payment);
  }

  public Cause with(String given) {
    return new Cause(Optional.of(given), charge, hold, payment);
  }
}
