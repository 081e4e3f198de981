package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.wallet.BilledWallet;
import java.util.Optional;

/// What is stored when a fact about a subscription is told: the wallet, not advanced, of the
/// account that the fact names; what was told before; and for a payment, with how many credits its
/// grant's key was claimed.
public record RenewalSituation(
    BilledWallet<?> wallet, Optional<OwnedSubscription> subscription, Optional<Credits> claimed) {}
