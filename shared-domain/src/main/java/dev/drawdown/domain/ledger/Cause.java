package dev.drawdown.domain.ledger;

import dev.drawdown.domain.ChargeId;
import java.util.Optional;
import java.util.OptionalLong;

/// Why an entry was written: in a word or two, by which charge, and about which hold.
///
/// `hold` is the number of the entry that opened the hold. An expiry names only that, as a wallet
/// doesn't keep its holds' keys; whoever shows the ledger finds the charge at that entry.
public record Cause(Optional<String> reason, Optional<ChargeId> charge, OptionalLong hold) {
  public static Cause because(String reason) {
    return new Cause(Optional.of(reason), Optional.empty(), OptionalLong.empty());
  }

  public static Cause by(ChargeId charge) {
    return new Cause(Optional.empty(), Optional.of(charge), OptionalLong.empty());
  }

  public static Cause expiryOf(long hold) {
    return new Cause(Optional.of("expired"), Optional.empty(), OptionalLong.of(hold));
  }

  public Cause of(long openedBy) {
    return new Cause(reason, charge, OptionalLong.of(openedBy));
  }

  public Cause named(ChargeId id) {
    return new Cause(reason, Optional.of(id), hold);
  }

  public Cause with(String given) {
    return new Cause(Optional.of(given), charge, hold);
  }
}
