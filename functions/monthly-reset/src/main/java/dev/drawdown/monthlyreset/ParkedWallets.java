package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/// Wallets that can't be advanced. The sweep skips them. An operator inspects and retries them.
public final class ParkedWallets {
  /// The log line of a parked wallet. The alarm counts it. The wallet's name and the reason are
  /// only in the list of parked wallets, because a log must not contain them.
  static final String PARKED = "Parked a wallet";

  /// After this time the sweep tries a parked wallet again, in case someone fixed it.
  private static final Duration RETRY_AFTER = Duration.ofDays(1);

  private static final System.Logger LOG = System.getLogger(ParkedWallets.class.getName());

  private final DueStore due;
  private final ParkedStore<String, String> parked;
  private final WalletSweeper sweeper;
  private final CallLog log;

  public ParkedWallets(Ports ports) {
    this(ports, new WalletSweeper(ports));
  }

  ParkedWallets(Ports ports, WalletSweeper sweeper) {
    this.due = ports.stores().due();
    this.parked = ports.stores().parkedWallets();
    this.sweeper = sweeper;
    this.log = ports.callLog();
  }

  /// Parks a wallet that the sweep found and couldn't advance, for `reason`.
  WalletSweepResult park(DueWallet found, String reason, Instant now) {
    Parked<String> stuck = new Parked<>(found.wallet(), reason, now);
    WalletSweepResult result =
        WalletSweepResult.after(
            due.park(stuck, found, DueTimes.roundedUp(now.plus(RETRY_AFTER))),
            new WalletSweepResult.PermanentFailure(reason));
    if (result instanceof WalletSweepResult.PermanentFailure) {
      LOG.log(Level.WARNING, PARKED + ": {0}", log.hash(stuck.work()).orElse("?"));
    }
    return result;
  }

  public ParkedList<String, String> list() {
    return parked;
  }

  /// Advances the wallet to `clock`, and unparks it if that succeeds. If not, or if the table
  /// doesn't unpark it, or if it was parked again meanwhile, the wallet stays parked.
  public WalletSweepResult retry(Parked<String> stuck, Instant clock) {
    WalletSweepResult result = sweeper.sweep(stuck.work(), clock);
    return result.isDone() ? unparked(stuck, result) : result;
  }

  private WalletSweepResult unparked(Parked<String> stuck, WalletSweepResult result) {
    Outcome outcome = parked.unpark(stuck);
    return outcome instanceof Outcome.Stale
        ? new WalletSweepResult.TransientFailure("the sweep parked it again")
        : WalletSweepResult.after(outcome, result);
  }
}
