package dev.drawdown.domain.renewal;

import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;

/// A fact being told at `now`, on what is stored and the wallet with all that was due.
record RenewalContext<W extends BilledWallet<W>>(
    RenewalSituation situation, RenewalFact fact, WalletAdvance<W> due, Instant now) {
  Subscription before() {
    return situation
        .subscription()
        .map(OwnedSubscription::subscription)
        .orElseGet(() -> Subscription.unheardOf(fact.subscription()));
  }

  long revision() {
    return situation.subscription().map(OwnedSubscription::revision).orElse(0L);
  }
}
