package dev.drawdown.domain.topup;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;

/// Takes a pack back with its payment, as far as it goes, and gives it back where that was wrong.
public final class Reversing {
  private final WalletAdvancing advancing;

  public Reversing(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  /// Takes note of `reversal` of the payment `id` when the clock shows `clock`.
  public ReversalResult reverse(
      PaymentId id, Reversal reversal, ReversalSituation situation, Instant clock) {
    Payment before =
        situation.payment().map(StoredPayment::payment).orElseGet(() -> Payment.unheardOf(id));
    Payment after = before.with(reversal);
    if (after.equals(before)) {
      return new ReversalResult.AlreadyReversed(before);
    }
    if (!reversal.reinstated() && after.isOfUnknownAmount()) {
      return new ReversalResult.AmountUnknown(before);
    }
    long revision = situation.payment().map(StoredPayment::revision).orElse(0L);
    List<Write> writes = List.of(new PaymentWrite.PutPayment(after, revision));
    if (after.reversed().equals(before.reversed())) {
      return new ReversalResult.Recorded(after, List.of(new Commit.RecordsOnly(writes)));
    }
    AccountWallet wallet = walletOf(after, situation);
    Instant now = wallet.timeOf(clock);
    WalletAdvance<AccountWallet> due = advancing.advance(wallet, now);
    Journal<AccountWallet> opened =
        Journal.of(due.wallet()).reopening(situation.pack().stream().toList());
    Journal<AccountWallet> journal = reconcile(opened, after, before.reversed(), now);
    List<Commit> commits = Commit.inOrder(due, journal, writes);
    return new ReversalResult.Reversed(after, journal.wallet(), commits);
  }

  private static AccountWallet walletOf(Payment payment, ReversalSituation situation) {
    return situation
        .wallet()
        .filter(
            wallet ->
                payment
                    .credited()
                    .map(Credited::owner)
                    .filter(wallet.account()::equals)
                    .isPresent())
        .orElseThrow(() -> new IllegalArgumentException("not the wallet of " + payment.id()));
  }

  /// Takes from the pack, or gives to it, what `payment` has come to, of which `before` was done.
  static Journal<AccountWallet> reconcile(
      Journal<AccountWallet> journal, Payment payment, Credits before, Instant now) {
    Credits reversed = payment.reversed();
    Bucket.TopUp pack =
        ToppingUp.bucket(journal.wallet(), payment.credited().orElseThrow().bucket());
    Cause cause = Cause.paidBy(payment.id());
    return switch (Integer.signum(reversed.compareTo(before))) {
      case 1 -> journal.clawBack(now, cause.with(Reason.REVERSED), pack, reversed.minus(before));
      case -1 ->
          journal.reinstate(now, cause.with(Reason.REINSTATED), pack, before.minus(reversed));
      default -> journal;
    };
  }
}
