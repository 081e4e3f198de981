package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.CallMeter;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.monthlyreset.Sweep.SweepResult;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Sweeps several wallets at once, as the pace allows, and keeps those that failed.
final class SweepBatches implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<DueWallet, WalletSweepResult> sweeper;
  private final Pace pace;
  private final Deadline deadline;
  private SweepResult swept;
  private List<DueWallet> left = new ArrayList<>();

  SweepBatches(
      DueShard shard,
      Function<DueWallet, WalletSweepResult> sweeper,
      Pace pace,
      Deadline deadline) {
    this.sweeper = sweeper;
    this.pace = pace;
    this.deadline = deadline;
    this.swept = SweepResult.nothing(shard);
  }

  /// Sweeps these wallets, and returns whether there is time for more.
  boolean sweep(List<DueWallet> wallets) {
    int next = 0;
    while (next < wallets.size() && !deadline.isOver()) {
      int end = Math.min(next + pace.wallets(), wallets.size());
      round(wallets.subList(next, end));
      next = end;
    }
    left.addAll(wallets.subList(next, wallets.size()));
    return !deadline.isOver();
  }

  /// Sweeps the failed wallets again.
  void sweepLeft() {
    List<DueWallet> again = left;
    left = new ArrayList<>();
    sweep(again);
  }

  boolean hasLeft() {
    return !left.isEmpty() && !deadline.isOver();
  }

  /// The total result. `all` means that the shard had no more wallets.
  SweepResult swept(boolean all) {
    return swept.leaving(left.size(), all);
  }

  @Override
  public void close() {
    threads.close();
  }

  private void round(List<DueWallet> wallets) {
    List<WalletSweepResult> results = atOnce(wallets);
    for (int index = 0; index < wallets.size(); index++) {
      swept = swept.with(results.get(index));
      if (results.get(index) instanceof WalletSweepResult.TransientFailure) {
        left.add(wallets.get(index));
      }
    }
    pace.after(results);
  }

  private List<WalletSweepResult> atOnce(List<DueWallet> wallets) {
    CallMeter meter = CallMeter.current();
    List<Callable<WalletSweepResult>> calls =
        wallets.stream()
            .<Callable<WalletSweepResult>>map(
                wallet -> () -> meter.during(() -> sweeper.apply(wallet)))
            .toList();
    try {
      List<WalletSweepResult> results = new ArrayList<>();
      for (Future<WalletSweepResult> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two wallets", interrupted);
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(failed);
    };
  }

  /// The number of wallets that are swept at once. Each good round adds one. Throttling halves it,
  /// after a pause.
  static final class Pace {
    /// Each turn writes to the index twice. One key of the index takes 1,000 writes a second, so
    /// eight wallets at 20 ms a turn (800 writes) stay below that.
    static final int MOST = 8;

    private static final int FIRST = 4;

    private final Pause pause;
    private final Jitter jitter;
    private int wallets = FIRST;
    private int throttledInARow;

    Pace(Pause pause, Jitter jitter) {
      this.pause = pause;
      this.jitter = jitter;
    }

    int wallets() {
      return wallets;
    }

    void after(List<WalletSweepResult> round) {
      if (round.stream().anyMatch(Pace::isThrottled)) {
        wallets = Math.max(1, wallets / 2);
        throttledInARow++;
        pause.pause(jitter.before(throttledInARow));
      } else {
        wallets = Math.min(MOST, wallets + 1);
        throttledInARow = 0;
      }
    }

    private static boolean isThrottled(WalletSweepResult result) {
      return result instanceof WalletSweepResult.TransientFailure left && left.isThrottled();
    }
  }
}
