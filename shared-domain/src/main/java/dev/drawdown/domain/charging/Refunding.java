package dev.drawdown.domain.charging;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.charging.RefundResult.AlreadyBack;
import dev.drawdown.domain.charging.RefundResult.ExpiredBefore;
import dev.drawdown.domain.charging.RefundResult.Refunded;
import dev.drawdown.domain.charging.RefundResult.UnknownCharge;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Hold;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Gives back what a charge recorded, once; for an open hold that is its release.
public final class Refunding {
  private final Settling settling;

  public Refunding(Catalog catalog) {
    this.settling = new Settling(catalog);
  }

  /// Gives the charge back, for `reason` if one is told, when the clock shows `clock`.
  public RefundResult refund(
      Wallet wallet, Optional<Charge> charge, Optional<String> reason, Instant clock) {
    if (charge.isEmpty()) {
      return new UnknownCharge();
    }
    Charge given = charge.get();
    Instant now = wallet.timeOf(clock);
    Settlement due = settling.settle(wallet, now);
    Cause cause = reason.map(Cause.by(given.id())::with).orElseGet(() -> Cause.by(given.id()));
    return switch (given.state()) {
      case State.Charged _, State.Captured _ -> {
        Journal journal = Journal.of(due.wallet());
        Journal back = journal.giveBack(now, EntryKind.REFUND, cause, given.drawdown());
        Returned returned = Returned.by(back.last());
        yield refunded(given, due, back, new State.Refunded(returned), returned);
      }
      case State.Held _ ->
          due.wallet()
              .hold(given.openedBy())
              .map(hold -> release(given, hold, cause, due, now))
              .orElseGet(() -> expired(given, due));
      case State.Released(Returned returned) -> new AlreadyBack(given, returned, due.wallet());
      case State.Refunded(Returned returned) -> new AlreadyBack(given, returned, due.wallet());
    };
  }

  private static RefundResult release(
      Charge given, Hold hold, Cause cause, Settlement due, Instant now) {
    Journal journal = Journal.of(due.wallet().without(hold));
    Cause released = cause.of(hold.entry());
    Journal back = journal.giveBack(now, EntryKind.RELEASE, released, hold.drawdown());
    Returned returned = Returned.by(back.last());
    return refunded(given, due, back, new State.Released(returned), returned);
  }

  private static RefundResult refunded(
      Charge given, Settlement due, Journal back, State state, Returned returned) {
    Charge after = given.changed(back.wallet().version(), given.drawdown(), state);
    List<Write> writes = new ArrayList<>();
    writes.add(new Write.ChangeCharge(after, given.changedBy()));
    given.document().ifPresent(key -> writes.add(new Write.FreeDocument(key, given.id())));
    return new Refunded(after, returned, back.wallet(), Commit.inOrder(due, back, writes));
  }

  private static RefundResult expired(Charge given, Settlement due) {
    return due.entries().stream()
        .filter(entry -> isExpiryOf(given, entry))
        .findFirst()
        .map(entry -> new AlreadyBack(given, Returned.by(entry), due.wallet()))
        .<RefundResult>map(back -> back)
        .orElseGet(() -> new ExpiredBefore(given, due.wallet()));
  }

  /// Whether `entry` is the one that wrote down that the hold of `charge` expired.
  public static boolean isExpiryOf(Charge charge, Entry entry) {
    return entry.kind() == EntryKind.RELEASE
        && entry.cause().hold().equals(OptionalLong.of(charge.openedBy()));
  }
}
