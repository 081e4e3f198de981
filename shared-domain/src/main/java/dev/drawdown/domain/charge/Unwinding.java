package dev.drawdown.domain.charge;

import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Spending;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import java.util.Optional;

/// A charge given back, wholly or in part: one entry in the account's wallet, and one in each pool
/// wallet that it drew from.
///
/// A hold is closed in all of them, even where no credits return.
record Unwinding(Situation.Advanced due, Journal<AccountWallet> own, List<Journal<?>> pooled) {
  /// Gives back `back`, a part of the credits of `charge`; for a hold, of its remaining credits.
  ///
  /// `reason` is optional. `spending` is how the entry changes the spent part of the charge.
  static Unwinding of(
      Charge charge,
      Drawdown back,
      EntryKind kind,
      Optional<String> reason,
      Spending spending,
      Situation.Advanced due) {
    Cause cause = reason.map(charge.cause()::with).orElseGet(charge::cause);
    return new Unwinding(
        due,
        Journal.of(due.wallet())
            .reopening(due.packs())
            .close(due.now(), kind, cause.tallying(spending.inAccount()), charge.openedBy(), back),
        due.pools()
            .giveBack(
                charge.left(),
                back,
                due.now(),
                kind,
                cause.forMember(due.wallet().account()),
                spending));
  }

  /// The number of the account's entry.
  long entry() {
    return own.wallet().version();
  }

  Returned returned() {
    return pooled.stream().map(Unwinding::returned).reduce(returned(own), Returned::plus);
  }

  private static Returned returned(Journal<?> journal) {
    return new ReturningEntry(journal.last()).returned();
  }

  AvailableCredits available() {
    return due.available(own.wallet(), pooled);
  }

  List<Commit> commits(List<Write> writes) {
    return due.commits(own, pooled, writes);
  }
}
