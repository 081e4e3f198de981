package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.wallet.Journal;
import java.time.Instant;
import java.util.Optional;

/// A charge that nothing but the credits can refuse any more, at its final price.
record Taking(ChargeId id, ChargeRequest request, Credits cost, Instant now) {
  boolean isHold() {
    return request.hold().isPresent();
  }

  /// Writes the charge or hold into one of the wallets that it draws on.
  Journal draw(Journal journal, Cause cause, Drawdown drawdown) {
    return expiresAt()
        .map(expiry -> journal.hold(now, cause, drawdown, expiry))
        .orElseGet(() -> journal.draw(now, EntryKind.CHARGE, cause, drawdown));
  }

  Charge charge(Drawdown drawdown, long entry, boolean keepsDocument) {
    Charge.State state =
        expiresAt().<Charge.State>map(Charge.State.Held::new).orElseGet(Charge.State.Charged::new);
    return new Charge(id, request, keepsDocument, drawdown, now, entry, entry, state);
  }

  private Optional<Instant> expiresAt() {
    return request.hold().map(now::plus);
  }
}
