package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvance;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads wallets, and writes what is due in them.
///
/// If a wallet is contended or its write fails, the wallet keeps its due time and a later run tries
/// it again. It throws a [StoreFailure] if the failure concerns every wallet.
public final class WalletSweeper {
  private final Wallets wallets;
  private final Commits commits;
  private final DueStore due;
  private final Rules rules;
  private final DueTimes dueTimes;

  WalletSweeper(Ports ports) {
    this.wallets = ports.stores().wallets();
    this.commits = ports.stores().commits();
    this.due = ports.stores().due();
    this.rules = ports.rules();
    this.dueTimes = DueTimes.of(ports.catalog());
  }

  /// The sweep result of one wallet.
  public sealed interface WalletSweepResult {
    /// The sweeper wrote the due changes, in so many entries.
    record Advanced(int entries) implements WalletSweepResult {}

    /// Nothing was due. The sweeper set the next due time.
    record Rescheduled() implements WalletSweepResult {}

    /// Another writer has advanced the wallet, so nothing is left to do.
    record UpToDate() implements WalletSweepResult {}

    /// A passing failure. The wallet keeps its due time, and may be tried again.
    record TransientFailure(String reason, boolean isThrottled) implements WalletSweepResult {
      TransientFailure(String reason) {
        this(reason, false);
      }
    }

    /// A lasting failure: a retry can't succeed before someone fixes the wallet.
    record PermanentFailure(String reason) implements WalletSweepResult {}

    /// Whether nothing is left to do in the wallet now.
    default boolean isDone() {
      return switch (this) {
        case Advanced _, Rescheduled _, UpToDate _ -> true;
        case TransientFailure _, PermanentFailure _ -> false;
      };
    }

    /// The result of a write: `written` if the table accepted it.
    static WalletSweepResult after(Outcome outcome, WalletSweepResult written) {
      return switch (outcome) {
        case Outcome.Committed _ -> written;
        case Outcome.Stale _ -> new TransientFailure("another writer was first");
        case Outcome.Contended contended ->
            new TransientFailure(contended.reason(), contended.isThrottled());
        case Outcome.Unknown(RuntimeException cause) -> new TransientFailure(String.valueOf(cause));
      };
    }
  }

  /// A stored wallet and its due changes. If it is a pool's primary shard, also those of the other
  /// shards.
  private record FoundWallet(
      Wallet<?> wallet, WalletAdvance<?> due, List<WalletAdvance<?>> secondaries) {
    static FoundWallet of(WalletId id, Wallets wallets, Rules rules, Instant clock) {
      return switch (id.owner()) {
        case AccountId account -> {
          AccountWallet wallet = wallets.wallet(account);
          yield new FoundWallet(
              wallet, rules.advancing().advance(wallet, wallet.timeOf(clock)), List.of());
        }
        case PoolId pool -> of(id, wallets.pool(pool, id.number() + 1), rules, clock);
      };
    }

    private static FoundWallet of(WalletId id, Pool pool, Rules rules, Instant clock) {
      PoolAdvance due = rules.poolAdvancing().advance(pool, pool.timeOf(clock));
      List<WalletAdvance<?>> secondaries =
          id.number() == 0 ? due.shards().subList(1, due.shards().size()) : List.of();
      return new FoundWallet(pool.wallet(id), due.shard(id), secondaries);
    }

    /// The commits in order. The other shards come first, so that this wallet keeps its due time
    /// until all of them are written.
    List<Commit.Step> steps() {
      List<WalletAdvance<?>> all = new ArrayList<>(secondaries);
      all.add(due);
      return all.stream()
          .flatMap(advance -> advance.steps().stream())
          .<Journal<?>>map(FoundWallet::withoutDueTime)
          .map(step -> new Commit.Step(step, List.of()))
          .toList();
    }

    private static <W extends Wallet<W>> Journal<W> withoutDueTime(Journal<W> step) {
      return step.silently(wallet -> wallet.withDueAt(Optional.empty()));
    }

    /// Whether this wallet itself has nothing to write. The other shards may have some.
    boolean hasNothingDue() {
      return due.steps().isEmpty();
    }

    /// The wallet with all due changes, both those that make an entry and those that don't.
    Wallet<?> advanced() {
      return due.wallet();
    }
  }

  /// Advances the wallet of that name at the time `clock`.
  WalletSweepResult sweep(String name, Instant clock) {
    return attempt(name, id -> advance(FoundWallet.of(id, wallets, rules, clock), clock));
  }

  /// If this wallet has nothing to write, sets its next due time, also if the other shards had
  /// writes.
  private WalletSweepResult advance(FoundWallet found, Instant clock) {
    WalletSweepResult advanced = write(found.steps());
    if (advanced instanceof WalletSweepResult.TransientFailure || !found.hasNothingDue()) {
      return advanced;
    }
    WalletSweepResult moved = reschedule(found, clock);
    return advanced instanceof WalletSweepResult.Advanced
            && !(moved instanceof WalletSweepResult.TransientFailure)
        ? advanced
        : moved;
  }

  private WalletSweepResult write(List<Commit.Step> steps) {
    if (steps.isEmpty()) {
      return new WalletSweepResult.UpToDate();
    }
    int entries = steps.stream().mapToInt(step -> step.journal().entries().size()).sum();
    return WalletSweepResult.after(
        commits.commitInOrder(List.copyOf(steps)), new WalletSweepResult.Advanced(entries));
  }

  private WalletSweepResult reschedule(FoundWallet found, Instant clock) {
    boolean wasDue = found.wallet().dueAt().filter(at -> !at.isAfter(clock)).isPresent();
    Optional<Instant> next = dueTimes.withFreshDueTime(found.advanced()).dueAt();
    return wasDue
        ? WalletSweepResult.after(
            due.reschedule(found.wallet(), next), new WalletSweepResult.Rescheduled())
        : new WalletSweepResult.UpToDate();
  }

  /// Runs `work` on the wallet of that name. Turns a failure into a result if it concerns that
  /// wallet only.
  static WalletSweepResult attempt(String name, Function<WalletId, WalletSweepResult> work) {
    try {
      return work.apply(WalletId.parse(name));
    } catch (StoreFailure failure) {
      return failed(failure);
    } catch (RuntimeException unfit) {
      if (Thread.currentThread().isInterrupted()) {
        throw unfit;
      }
      return new WalletSweepResult.PermanentFailure(unfit.toString());
    }
  }

  /// The result for a failure of the store that concerns this wallet or is passing. Rethrows any
  /// other failure.
  private static WalletSweepResult failed(StoreFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED -> new WalletSweepResult.TransientFailure("throttled", true);
      case PASSING -> new WalletSweepResult.TransientFailure(String.valueOf(failure.getCause()));
      case REFUSED -> new WalletSweepResult.PermanentFailure(String.valueOf(failure.getCause()));
      case UNUSABLE -> throw failure;
    };
  }
}
