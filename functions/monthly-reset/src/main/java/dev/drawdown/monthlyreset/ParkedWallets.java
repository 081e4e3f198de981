package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.Pages;
import dev.drawdown.adapters.store.ParkedWallet;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Wallets that can't be advanced, out of the way of the sweep. People look at them, and try them
/// again.
public final class ParkedWallets {
  /// How the log says that a wallet was parked. The alarm on parked wallets looks for it.
  static final String PARKED = "Parked a wallet";

  /// A parked wallet is tried again after so long, in case it was mended meanwhile.
  private static final Duration REST = Duration.ofDays(1);

  private static final System.Logger LOG = System.getLogger(ParkedWallets.class.getName());

  private final DueStore due;
  private final WalletSweeper sweeper;

  public ParkedWallets(Ports ports) {
    this(ports, new WalletSweeper(ports));
  }

  ParkedWallets(Ports ports, WalletSweeper sweeper) {
    this.due = ports.due();
    this.sweeper = sweeper;
  }

  /// Parks a wallet that the sweep found and couldn't advance, for `reason`.
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

  /// All of them by name, a page at a time.
  public Stream<ParkedWallet> all() {
    return Pages.all(due::parkedWallets, ParkedWallet::wallet);
  }

  /// The wallet of that name, if it is parked.
  public Optional<ParkedWallet> find(String wallet) {
    return due.parkedWallet(wallet);
  }

  /// Advances the wallet to `clock`, and unparks it if that succeeds. Otherwise the wallet stays
  /// parked as it is.
  public WalletSweepResult retry(ParkedWallet parked, Instant clock) {
    WalletSweepResult result = sweeper.sweep(parked.wallet(), clock);
    return switch (result) {
      case WalletSweepResult.Advanced _, WalletSweepResult.MovedOn _, WalletSweepResult.Done _ -> {
        due.unpark(parked);
        yield result;
      }
      case WalletSweepResult.LeftForLater _, WalletSweepResult.Stuck _ -> result;
    };
  }
}
