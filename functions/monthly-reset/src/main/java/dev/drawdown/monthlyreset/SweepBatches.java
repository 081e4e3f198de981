package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueWallet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Looks at wallets, as many at once as the pace says, and keeps those that couldn't be done.
final class SweepBatches implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<DueWallet, WalletSweepResult> sweeper;
  private final Pace pace;
  private final SweepDeadline deadline;
  private SweepResult swept;
  private List<DueWallet> left = new ArrayList<>();

  SweepBatches(
      DueShard shard,
      Function<DueWallet, WalletSweepResult> sweeper,
      Pace pace,
      SweepDeadline deadline) {
    this.sweeper = sweeper;
    this.pace = pace;
    this.deadline = deadline;
    this.swept = SweepResult.nothing(shard);
  }

  /// Looks at these, and says whether there is time for more.
  boolean sweep(List<DueWallet> wallets) {
    int next = 0;
    while (next < wallets.size() && !deadline.isNear()) {
      int end = Math.min(next + pace.wallets(), wallets.size());
      round(wallets.subList(next, end));
      next = end;
    }
    left.addAll(wallets.subList(next, wallets.size()));
    return !deadline.isNear();
  }

  /// Looks again at those that couldn't be done.
  void sweepLeft() {
    List<DueWallet> again = left;
    left = new ArrayList<>();
    sweep(again);
  }

  boolean hasLeft() {
    return !left.isEmpty() && !deadline.isNear();
  }

  /// What it all came to, where `all` says that there were no more.
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
      if (results.get(index) instanceof WalletSweepResult.LeftForLater) {
        left.add(wallets.get(index));
      }
    }
    pace.after(results);
  }

  private List<WalletSweepResult> atOnce(List<DueWallet> wallets) {
    List<Callable<WalletSweepResult>> calls =
        wallets.stream()
            .<Callable<WalletSweepResult>>map(wallet -> () -> sweeper.apply(wallet))
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
}
