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

/// Counts the parked events in the wallet of their probable owner.
///
/// One of them may be the missing payment, so the owner isn't suspended meanwhile. The caller
/// counts each event once.
public final class EventParking {
  private final WalletAdvancing advancing;

  public EventParking(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  /// The commits that count one more parked event when the clock shows `clock`.
  ///
  /// From `delivered` on, the time of its first delivery, it shields the account: see
  /// [BillingPolicy#SHIELD].
  public List<Commit> park(BilledWallet<?> wallet, Instant delivered, Instant clock) {
    return change(wallet, billing -> billing.parking(delivered), Reason.EVENT_PARKED, clock);
  }

  /// The commits that remove an event first delivered at `delivered` from the count: it took
  /// effect, or an operator dropped it.
  public List<Commit> unpark(BilledWallet<?> wallet, Instant delivered, Instant clock) {
    return change(wallet, billing -> billing.unparking(delivered), Reason.EVENT_UNPARKED, clock);
  }

  private <W extends BilledWallet<W>> List<Commit> change(
      BilledWallet<W> wallet, UnaryOperator<BillingState> by, Reason reason, Instant clock) {
    Instant now = wallet.timeOf(clock);
    WalletAdvance<W> due = advancing.advance(wallet, now);
    BillingState counted = by.apply(due.wallet().billing()).following(now);
    Journal<W> noted =
        Journal.of(due.wallet())
            .note(
                now,
                EntryKind.STANDING,
                reason.cause(),
                changed -> changed.withBilling(counted).afterBilling(now));
    return Commit.inOrder(due, inOneStep(noted, due.wallet(), now), List.of());
  }

  /// Applies the changes that the shield causes if they fit into one commit.
  ///
  /// The shield concerns all subscriptions at once, so there may be more changes than one commit
  /// can write. Then they stay due: the commit must count the event, and due changes apply at the
  /// next read anyway.
  private <W extends BilledWallet<W>> Journal<W> inOneStep(
      Journal<W> noted, W before, Instant now) {
    Journal<W> followed = advancing.catchUp(noted, before, now);
    return followed.entries().size() <= WalletAdvance.ENTRIES_PER_STEP ? followed : noted;
  }
}
