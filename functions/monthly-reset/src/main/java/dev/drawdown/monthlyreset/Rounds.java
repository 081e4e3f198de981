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
final class Rounds implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<DueWallet, Visit> visitor;
  private final Pace pace;
  private final Deadline deadline;
  private Swept swept;
  private List<DueWallet> left = new ArrayList<>();

  Rounds(DueShard shard, Function<DueWallet, Visit> visitor, Pace pace, Deadline deadline) {
    this.visitor = visitor;
    this.pace = pace;
    this.deadline = deadline;
    this.swept = Swept.nothing(shard);
  }

  /// Looks at these, and says whether there is time for more.
  boolean visit(List<DueWallet> wallets) {
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
  void visitLeft() {
    List<DueWallet> again = left;
    left = new ArrayList<>();
    visit(again);
  }

  boolean hasLeft() {
    return !left.isEmpty() && !deadline.isNear();
  }

  /// What it all came to, where `all` says that there were no more.
  Swept swept(boolean all) {
    return swept.leaving(left.size(), all);
  }

  @Override
  public void close() {
    threads.close();
  }

  private void round(List<DueWallet> wallets) {
    List<Visit> visits = atOnce(wallets);
    for (int index = 0; index < wallets.size(); index++) {
      swept = swept.with(visits.get(index));
      if (visits.get(index) instanceof Visit.Left) {
        left.add(wallets.get(index));
      }
    }
    pace.after(visits);
  }

  private List<Visit> atOnce(List<DueWallet> wallets) {
    List<Callable<Visit>> calls =
        wallets.stream().<Callable<Visit>>map(wallet -> () -> visitor.apply(wallet)).toList();
    try {
      List<Visit> visits = new ArrayList<>();
      for (Future<Visit> visit : threads.invokeAll(calls)) {
        visits.add(visit.get());
      }
      return visits;
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
