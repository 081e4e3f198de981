package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Advances what is due in one shard, page by page, until nothing is left or time runs short.
///
/// Two runs, at once or in turn, do no harm, because each wallet is advanced on the version that
/// was read. A run may also stop anywhere, because the index keeps the due time of every wallet
/// that isn't done.
final class Sweep {
  private static final int PAGE = 100;

  /// How often a run tries wallets again that other writers changed at the same time.
  private static final int MOST_RETRIES = 3;

  /// The counts of a run: advanced wallets and their entries, wallets with nothing due or already
  /// advanced by another writer, parked wallets, and wallets left to the next run. `finished` means
  /// that the index showed nothing more.
  record SweepResult(
      DueShard shard,
      int advanced,
      int entries,
      int rescheduled,
      int upToDate,
      int parked,
      int left,
      boolean finished) {
    static SweepResult nothing(DueShard shard) {
      return new SweepResult(shard, 0, 0, 0, 0, 0, 0, false);
    }

    SweepResult with(WalletSweepResult result) {
      return switch (result) {
        case WalletSweepResult.Advanced(int more) ->
            new SweepResult(
                shard, advanced + 1, entries + more, rescheduled, upToDate, parked, left, finished);
        case WalletSweepResult.Rescheduled _ ->
            new SweepResult(
                shard, advanced, entries, rescheduled + 1, upToDate, parked, left, finished);
        case WalletSweepResult.UpToDate _ ->
            new SweepResult(
                shard, advanced, entries, rescheduled, upToDate + 1, parked, left, finished);
        case WalletSweepResult.PermanentFailure _ ->
            new SweepResult(
                shard, advanced, entries, rescheduled, upToDate, parked + 1, left, finished);
        case WalletSweepResult.TransientFailure _ -> this;
      };
    }

    SweepResult leaving(int rest, boolean all) {
      return new SweepResult(
          shard, advanced, entries, rescheduled, upToDate, parked, rest, all && rest == 0);
    }

    Map<String, Object> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("shard", shard.number());
      body.put("advanced", advanced);
      body.put("entries", entries);
      body.put("rescheduled", rescheduled);
      body.put("upToDate", upToDate);
      body.put("parked", parked);
      body.put("left", left);
      body.put("finished", finished);
      return body;
    }
  }

  private final DueStore due;
  private final WalletSweeper sweeper;
  private final ParkedWallets parked;
  private final Pause pause;
  private final Jitter jitter;

  Sweep(Ports ports, Pause pause, Jitter jitter) {
    this.due = ports.stores().due();
    this.sweeper = new WalletSweeper(ports);
    this.parked = new ParkedWallets(ports, sweeper);
    this.pause = pause;
    this.jitter = jitter;
  }

  /// Advances what is due by `now` in `shard`.
  SweepResult run(DueShard shard, Instant now, Deadline deadline) {
    try (SweepBatches batches =
        new SweepBatches(
            shard, wallet -> sweep(wallet, now), new SweepBatches.Pace(pause, jitter), deadline)) {
      boolean all = sweepAll(shard, now, batches);
      for (int retry = 1; retry <= MOST_RETRIES && batches.hasLeft(); retry++) {
        pause.pause(jitter.before(retry));
        batches.sweepLeft();
      }
      return batches.swept(all);
    }
  }

  /// Whether the sweep reached the end of the shard.
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
      case WalletSweepResult.PermanentFailure(String reason) -> parked.park(found, reason, now);
      case WalletSweepResult result -> result;
    };
  }
}
