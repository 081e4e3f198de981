package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settling;
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
final class Visitor {
  private final Store store;
  private final DueStore due;
  private final Settling settling;
  private final DueTimes dueTimes;

  Visitor(Ports ports) {
    this.store = ports.store();
    this.due = ports.due();
    this.settling = new Settling(ports.catalog());
    this.dueTimes = DueTimes.of(ports.catalog());
  }

  /// Settles the wallet of that name when the clock shows `clock`.
  Visit visit(String name, Instant clock) {
    return looked(name, id -> settle(Found.of(id, store, settling, clock), clock));
  }

  /// A wallet in which nothing is written is moved on, also where others follow it that were.
  private Visit settle(Found found, Instant clock) {
    Visit settled = settle(found.steps());
    if (settled instanceof Visit.Left || !found.isAsSettled()) {
      return settled;
    }
    Visit moved = moveOn(found, clock);
    return settled instanceof Visit.Settled && !(moved instanceof Visit.Left) ? settled : moved;
  }

  /// Notes when the wallet of that name falls due, where that is sooner than what is noted.
  Visit note(String name) {
    return looked(
        name,
        id -> {
          Wallet wallet = store.wallet(id);
          Wallet noted = dueTimes.noted(wallet);
          return noted.equals(wallet)
              ? new Visit.Done()
              : Visit.after(due.moveOn(wallet, noted.dueAt()), new Visit.MovedOn());
        });
  }

  private static Visit looked(String name, Function<WalletId, Visit> look) {
    try {
      return look.apply(WalletId.parse(name));
    } catch (SdkException failure) {
      return Trouble.of(failure);
    } catch (RuntimeException unfit) {
      if (Thread.currentThread().isInterrupted()) {
        throw unfit;
      }
      return new Visit.Stuck(unfit.toString());
    }
  }

  private Visit settle(List<Journal> steps) {
    if (steps.isEmpty()) {
      return new Visit.Done();
    }
    int entries = 0;
    for (Journal step : steps) {
      entries += step.entries().size();
      Commit commit = new Commit.Step(step, List.of());
      Outcome outcome = store.commit(commit, UUID.randomUUID().toString());
      if (Visit.after(outcome, new Visit.Settled(entries)) instanceof Visit.Left left) {
        return left;
      }
    }
    return new Visit.Settled(entries);
  }

  private Visit moveOn(Found found, Instant clock) {
    boolean noted = found.wallet().dueAt().filter(at -> !at.isAfter(clock)).isPresent();
    Optional<Instant> next = dueTimes.notedAnew(found.settled()).dueAt();
    return noted
        ? Visit.after(due.moveOn(found.wallet(), next), new Visit.MovedOn())
        : new Visit.Done();
  }
}
