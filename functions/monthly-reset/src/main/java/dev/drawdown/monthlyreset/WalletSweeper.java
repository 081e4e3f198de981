package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.advancing.WalletAdvancing;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/// Looks at wallets, and writes down what is due in them.
///
/// It insists on nothing: a wallet that others are at, or whose write got lost, stays noted. It
/// throws what the database's client throws where no wallet at all could be looked at.
final class WalletSweeper {
  private final Store store;
  private final DueStore due;
  private final WalletAdvancing advancing;
  private final DueTimes dueTimes;

  WalletSweeper(Ports ports) {
    this.store = ports.store();
    this.due = ports.due();
    this.advancing = new WalletAdvancing(ports.catalog());
    this.dueTimes = DueTimes.of(ports.catalog());
  }

  /// Advances the wallet of that name when the clock shows `clock`.
  WalletSweepResult sweep(String name, Instant clock) {
    return looked(name, id -> advance(FoundWallet.of(id, store, advancing, clock), clock));
  }

  /// A wallet in which nothing is written is moved on, also where others follow it that were.
  private WalletSweepResult advance(FoundWallet found, Instant clock) {
    WalletSweepResult advanced = advance(found.steps());
    if (advanced instanceof WalletSweepResult.LeftForLater || !found.hasNothingDue()) {
      return advanced;
    }
    WalletSweepResult moved = moveOn(found, clock);
    return advanced instanceof WalletSweepResult.Advanced
            && !(moved instanceof WalletSweepResult.LeftForLater)
        ? advanced
        : moved;
  }

  /// Notes when the wallet of that name falls due, where that is sooner than what is noted.
  WalletSweepResult note(String name) {
    return looked(
        name,
        id -> {
          Wallet wallet = store.wallet(id);
          Wallet noted = dueTimes.noted(wallet);
          return noted.equals(wallet)
              ? new WalletSweepResult.Done()
              : WalletSweepResult.after(
                  due.moveOn(wallet, noted.dueAt()), new WalletSweepResult.MovedOn());
        });
  }

  private static WalletSweepResult looked(String name, Function<WalletId, WalletSweepResult> look) {
    try {
      return look.apply(WalletId.parse(name));
    } catch (SdkException failure) {
      return Trouble.of(failure);
    } catch (RuntimeException unfit) {
      if (Thread.currentThread().isInterrupted()) {
        throw unfit;
      }
      return new WalletSweepResult.Stuck(unfit.toString());
    }
  }

  private WalletSweepResult advance(List<Journal> steps) {
    if (steps.isEmpty()) {
      return new WalletSweepResult.Done();
    }
    int entries = 0;
    for (Journal step : steps) {
      entries += step.entries().size();
      Commit commit = new Commit.Step(step, List.of());
      Outcome outcome = store.commit(commit, UUID.randomUUID().toString());
      if (WalletSweepResult.after(outcome, new WalletSweepResult.Advanced(entries))
          instanceof WalletSweepResult.LeftForLater left) {
        return left;
      }
    }
    return new WalletSweepResult.Advanced(entries);
  }

  private WalletSweepResult moveOn(FoundWallet found, Instant clock) {
    boolean noted = found.wallet().dueAt().filter(at -> !at.isAfter(clock)).isPresent();
    Optional<Instant> next = dueTimes.notedAnew(found.advanced()).dueAt();
    return noted
        ? WalletSweepResult.after(due.moveOn(found.wallet(), next), new WalletSweepResult.MovedOn())
        : new WalletSweepResult.Done();
  }
}
