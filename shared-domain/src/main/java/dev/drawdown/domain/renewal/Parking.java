package dev.drawdown.domain.renewal;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Reason;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;

/// Lets a wallet know that an event about its account waits for people to look into it: perhaps it
/// is the payment that is missing, so the account isn't suspended for want of one.
///
/// Whoever keeps the event makes sure that it is counted once.
public final class Parking {
  private final Settling settling;
  private final Covering covering;

  public Parking(Catalog catalog) {
    this.settling = new Settling(catalog);
    this.covering = new Covering(catalog);
  }

  /// One event more waits when the clock shows `clock`.
  public RenewalResult.Applied park(Wallet wallet, Instant clock) {
    return change(wallet, 1, Reason.EVENT_PARKED, clock);
  }

  /// One event less waits: it has had its effect, or was dropped.
  public RenewalResult.Applied unpark(Wallet wallet, Instant clock) {
    return change(wallet, -1, Reason.EVENT_UNPARKED, clock);
  }

  private RenewalResult.Applied change(Wallet wallet, int by, Reason reason, Instant clock) {
    Instant now = wallet.timeOf(clock);
    Settlement due = settling.settle(wallet, now);
    Wallet settled = due.wallet();
    int parked = Math.addExact(settled.coverage().parked(), by);
    Wallet counted = settled.withCoverage(settled.coverage().withParked(parked));
    Journal told = Journal.of(settled).note(now, EntryKind.STANDING, reason.cause(), counted);
    Journal journal = covering.stand(told, now);
    return new RenewalResult.Applied(journal.wallet(), Commit.inOrder(due, journal, List.of()));
  }
}
