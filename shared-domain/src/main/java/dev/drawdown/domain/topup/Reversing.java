package dev.drawdown.domain.topup;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /// Everything that can come of a refund or a dispute of a payment, or of its end, in order of
  /// precedence.
  public sealed interface ReversalResult extends Decision {
    /// It was known before, or is over.
    record AlreadyReversed(Payment payment) implements ReversalResult {}

    /// Nobody knows how much the payment was, so no part of its pack can be told. Nothing was
    /// changed: this is for people to look into.
    record AmountUnknown(Payment payment) implements ReversalResult {}

    /// It is kept; no wallet has to change, for now or at all.
    record Recorded(Payment payment, List<Commit> commits) implements ReversalResult {}

    /// The pack has less, or again what had been taken.
    record Reversed(Payment payment, AccountWallet wallet, List<Commit> commits)
        implements ReversalResult {}
  }

  /// What is stored when a payment is reversed: what was told of it before, and the wallet, not
  /// advanced, that it was credited to, if it was. `pack` is the ledger entry that granted the
  /// pack, where that is used up.
  public record ReversalSituation(
      Optional<StoredPayment> payment, Optional<AccountWallet> wallet, Optional<Entry> pack) {
    public ReversalSituation(Optional<StoredPayment> payment, Optional<AccountWallet> wallet) {
      this(payment, wallet, Optional.empty());
    }
  }
}
