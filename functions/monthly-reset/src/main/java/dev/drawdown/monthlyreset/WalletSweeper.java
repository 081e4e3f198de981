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

/// Looks at wallets, and writes down what is due in them.
///
/// It insists on nothing: a wallet that others are at, or whose write got lost, stays noted. It
/// throws a [StoreFailure] where no wallet at all could be looked at.
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

  /// What came of looking at one wallet.
  public sealed interface WalletSweepResult {
    /// What was due is written down, in so many entries.
    record Advanced(int entries) implements WalletSweepResult {}

    /// Nothing was due; it is noted when something will be.
    record MovedOn() implements WalletSweepResult {}

    /// Somebody else was here before: there is nothing to do.
    record Done() implements WalletSweepResult {}

    /// It can't be done now. The wallet is still noted, and may be tried again.
    record LeftForLater(String reason, boolean isThrottled) implements WalletSweepResult {
      LeftForLater(String reason) {
        this(reason, false);
      }
    }

    /// It can't be done, however often it is tried.
    record Stuck(String reason) implements WalletSweepResult {}

    /// What a look comes to that ends with a write: `written`, if it was made.
    static WalletSweepResult after(Outcome outcome, WalletSweepResult written) {
      return switch (outcome) {
        case Outcome.Committed _ -> written;
        case Outcome.Stale _ -> new LeftForLater("somebody else was first");
        case Outcome.Contended contended ->
            new LeftForLater(contended.reason(), contended.isThrottled());
        case Outcome.Unknown(RuntimeException cause) -> new LeftForLater(String.valueOf(cause));
      };
    }
  }

  /// A wallet as it is stored, what is due in it, and what is due in the shards that follow it
  /// where it is the first of a pool.
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

    /// What is to be written down, in order: first by those that follow, so that this wallet is
    /// noted until all of them have. What was noted of each is over.
    List<Journal<?>> steps() {
      List<WalletAdvance<?>> all = new ArrayList<>(secondaries);
      all.add(due);
      return all.stream()
          .flatMap(advance -> advance.steps().stream())
          .<Journal<?>>map(FoundWallet::notDue)
          .toList();
    }

    private static <W extends Wallet<W>> Journal<W> notDue(Journal<W> step) {
      return step.silently(wallet -> wallet.withDueAt(Optional.empty()));
    }

    /// Whether nothing is to be written down in this wallet, whatever is in those that follow it.
    boolean hasNothingDue() {
      return due.steps().isEmpty();
    }

    /// The wallet with all that is due, as far as it leaves an entry and as far as it doesn't.
    Wallet<?> advanced() {
      return due.wallet();
    }
  }

  /// Advances the wallet of that name when the clock shows `clock`.
  WalletSweepResult sweep(String name, Instant clock) {
    return looked(name, id -> advance(FoundWallet.of(id, wallets, rules, clock), clock));
  }

  /// A wallet in which nothing is written is moved on, also where others follow it that were.
  private WalletSweepResult advance(FoundWallet found, Instant clock) {
    WalletSweepResult advanced = write(found.steps());
    if (advanced instanceof WalletSweepResult.LeftForLater || !found.hasNothingDue()) {
      return advanced;
    }
    WalletSweepResult moved = moveOn(found, clock);
    return advanced instanceof WalletSweepResult.Advanced
            && !(moved instanceof WalletSweepResult.LeftForLater)
        ? advanced
        : moved;
  }

  private WalletSweepResult write(List<Journal<?>> steps) {
    if (steps.isEmpty()) {
      return new WalletSweepResult.Done();
    }
    List<Commit> written =
        steps.stream().<Commit>map(step -> new Commit.Step(step, List.of())).toList();
    int entries = steps.stream().mapToInt(step -> step.entries().size()).sum();
    return WalletSweepResult.after(
        commits.commitInOrder(written), new WalletSweepResult.Advanced(entries));
  }

  private WalletSweepResult moveOn(FoundWallet found, Instant clock) {
    boolean noted = found.wallet().dueAt().filter(at -> !at.isAfter(clock)).isPresent();
    Optional<Instant> next = dueTimes.notedAnew(found.advanced()).dueAt();
    return noted
        ? WalletSweepResult.after(due.moveOn(found.wallet(), next), new WalletSweepResult.MovedOn())
        : new WalletSweepResult.Done();
  }

  /// Looks at the wallet of that name, and turns a failure into a result where it says something of
  /// that wallet.
  static WalletSweepResult looked(String name, Function<WalletId, WalletSweepResult> look) {
    try {
      return look.apply(WalletId.parse(name));
    } catch (StoreFailure failure) {
      return failed(failure);
    } catch (RuntimeException unfit) {
      if (Thread.currentThread().isInterrupted()) {
        throw unfit;
      }
      return new WalletSweepResult.Stuck(unfit.toString());
    }
  }

  /// What a failure of the store says of the wallet that was looked at. Throws the failure on where
  /// it says nothing of the wallet and is no passing one.
  private static WalletSweepResult failed(StoreFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED -> new WalletSweepResult.LeftForLater("throttled", true);
      case PASSING -> new WalletSweepResult.LeftForLater(String.valueOf(failure.getCause()));
      case REFUSED -> new WalletSweepResult.Stuck(String.valueOf(failure.getCause()));
      case UNUSABLE -> throw failure;
    };
  }
}
