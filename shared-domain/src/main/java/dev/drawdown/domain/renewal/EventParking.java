package dev.drawdown.domain.renewal;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;

/// Lets a wallet know that an event about its account waits for people to look into it: perhaps it
/// is the payment that is missing, so the account isn't suspended for want of one.
///
/// Whoever keeps the event makes sure that it is counted once.
public final class EventParking {
  private final WalletAdvancing advancing;
  private final SubscriptionPosting subscriptionPosting;

  public EventParking(Catalog catalog, WalletAdvancing advancing) {
    this.advancing = advancing;
    this.subscriptionPosting = new SubscriptionPosting(catalog, advancing);
  }

  /// One event more waits when the clock shows `clock`.
  public RenewalResult.Applied park(BilledWallet<?> wallet, Instant clock) {
    return change(wallet, 1, Reason.EVENT_PARKED, clock);
  }

  /// One event less waits: it has had its effect, or was dropped.
  public RenewalResult.Applied unpark(BilledWallet<?> wallet, Instant clock) {
    return change(wallet, -1, Reason.EVENT_UNPARKED, clock);
  }

  private <W extends BilledWallet<W>> RenewalResult.Applied change(
      BilledWallet<W> wallet, int by, Reason reason, Instant clock) {
    Instant now = wallet.timeOf(clock);
    WalletAdvance<W> due = advancing.advance(wallet, now);
    BillingState billing = due.wallet().billing();
    BillingState counted = billing.withParked(Math.addExact(billing.parked(), by));
    Journal<W> told =
        Journal.of(due.wallet())
            .note(now, EntryKind.STANDING, reason.cause(), changed -> changed.withBilling(counted));
    Journal<W> journal = subscriptionPosting.stand(told, now);
    return new RenewalResult.Applied(journal.wallet(), Commit.inOrder(due, journal, List.of()));
  }
}
