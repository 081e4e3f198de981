package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.ParkedWallet;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/// Puts wallets that can't be advanced out of the way, for people to look into.
record WalletParking(DueStore due) {
  /// How the log says that a wallet was parked. The alarm on parked wallets looks for it.
  static final String PARKED = "Parked a wallet";

  /// A parked wallet is tried again after so long, in case it was mended meanwhile.
  private static final Duration REST = Duration.ofDays(1);

  private static final System.Logger LOG = System.getLogger(WalletParking.class.getName());

  WalletSweepResult park(DueWallet found, String reason, Instant now) {
    ParkedWallet parked = new ParkedWallet(found.wallet(), reason, now);
    WalletSweepResult result =
        WalletSweepResult.after(
            due.park(parked, found, DueTimes.roundedUp(now.plus(REST))),
            new WalletSweepResult.Stuck(reason));
    if (result instanceof WalletSweepResult.Stuck) {
      LOG.log(Level.WARNING, PARKED + ": {0}: {1}", parked.wallet(), parked.reason());
    }
    return result;
  }
}
