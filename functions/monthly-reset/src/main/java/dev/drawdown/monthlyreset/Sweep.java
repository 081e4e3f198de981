package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Advances what is due in one shard, page by page, until nothing is left or time runs short.
///
/// Running twice, at once or again, is harmless: a wallet is advanced on the version that was read.
/// So is ending anywhere: what isn't done is still noted.
final class Sweep {
  private static final int PAGE = 100;

  /// Wallets that others were at are tried again so often in the same run.
  private static final int MOST_RETRIES = 3;

  private final DueStore due;
  private final WalletSweeper sweeper;
  private final WalletParking parking;
  private final Pause pause;
  private final Jitter jitter;

  Sweep(Ports ports, Pause pause, Jitter jitter) {
    this.due = ports.due();
    this.sweeper = new WalletSweeper(ports);
    this.parking = new WalletParking(ports.due());
    this.pause = pause;
    this.jitter = jitter;
  }

  /// Advances what is due by `now` in `shard`.
  SweepResult run(DueShard shard, Instant now, SweepDeadline deadline) {
    try (SweepBatches batches =
        new SweepBatches(shard, wallet -> sweep(wallet, now), new Pace(pause, jitter), deadline)) {
      boolean all = sweepAll(shard, now, batches);
      for (int retry = 1; retry <= MOST_RETRIES && batches.hasLeft(); retry++) {
        pause.pause(jitter.before(retry));
        batches.sweepLeft();
      }
      return batches.swept(all);
    }
  }

  /// Whether the end of the shard was reached.
  private boolean sweepAll(DueShard shard, Instant now, SweepBatches batches) {
    List<DueWallet> page = due.due(shard, now, PAGE, Optional.empty());
    while (batches.sweep(page)) {
      if (page.size() < PAGE) {
        return true;
      }
      page = due.due(shard, now, PAGE, Optional.of(page.getLast()));
    }
    return false;
  }

  private WalletSweepResult sweep(DueWallet found, Instant now) {
    return switch (sweeper.sweep(found.wallet(), now)) {
      case WalletSweepResult.Stuck(String reason) -> parking.park(found, reason, now);
      case WalletSweepResult result -> result;
    };
  }
}
