package dev.drawdown.domain.renewal;

import dev.drawdown.domain.billing.BillingPolicy;
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
import java.util.function.UnaryOperator;

/// Counts in a wallet how many parked events seem to be about its owner. One of them may be the
/// payment that is missing, so the owner isn't suspended meanwhile.
///
/// The caller counts each event once.
public final class EventParking {
  private final WalletAdvancing advancing;

  public EventParking(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  /// One more event is parked when the clock shows `clock`. It was first delivered at `delivered`.
  /// From then on it shields the account for a time: see [BillingPolicy#SHIELD].
  public RenewalResult.Applied park(BilledWallet<?> wallet, Instant delivered, Instant clock) {
    return change(wallet, billing -> billing.parking(delivered), Reason.EVENT_PARKED, clock);
  }

  /// One event less waits, which was first delivered at `delivered`: it has had its effect, or was
  /// dropped.
  public RenewalResult.Applied unpark(BilledWallet<?> wallet, Instant delivered, Instant clock) {
    return change(wallet, billing -> billing.unparking(delivered), Reason.EVENT_UNPARKED, clock);
  }

  private <W extends BilledWallet<W>> RenewalResult.Applied change(
      BilledWallet<W> wallet, UnaryOperator<BillingState> by, Reason reason, Instant clock) {
    Instant now = wallet.timeOf(clock);
    WalletAdvance<W> due = advancing.advance(wallet, now);
    BillingState counted = by.apply(due.wallet().billing()).following(now);
    Journal<W> told =
        Journal.of(due.wallet())
            .note(
                now,
                EntryKind.STANDING,
                reason.cause(),
                changed -> changed.withBilling(counted).afterBilling(now));
    Journal<W> journal = inOneStep(told, now);
    return new RenewalResult.Applied(
        List.of(journal.wallet()), Commit.inOrder(due, journal, List.of()));
  }

  /// The shield concerns all subscriptions at once, so more may follow from it than one commit
  /// takes. Then it is left due: the event must be counted in one commit, and what is due has
  /// happened.
  private <W extends BilledWallet<W>> Journal<W> inOneStep(Journal<W> told, Instant now) {
    Journal<W> followed = advancing.catchUp(told, now);
    return followed.entries().size() <= WalletAdvance.ENTRIES_PER_STEP ? followed : told;
  }
}
