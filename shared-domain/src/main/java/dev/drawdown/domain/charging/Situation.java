package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Optional;

/// What is stored when a charge is decided: the wallet, unsettled; the charge that its key already
/// names; and the charge that was last recorded for its document.
public record Situation(Wallet wallet, Optional<Charge> underKey, Optional<Charge> onDocument) {}
