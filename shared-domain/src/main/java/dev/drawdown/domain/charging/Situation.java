package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Optional;

/// What is stored when a charge is decided: the wallet, unsettled; the charge that its key already
/// names; and the charge that was last recorded for its document.
public record Situation(Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {
  /// Whether this later reading finds the same charges: then what was said of the wallet read
  /// earlier was true when it was read.
  public boolean confirms(Situation earlier) {
    return underKey.equals(earlier.underKey) && onDocument.equals(earlier.onDocument);
  }
}
