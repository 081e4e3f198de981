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

/// Claws a pack back when its payment is refunded or disputed, and reinstates it if that is undone.
public final class Reversing {
  private final WalletAdvancing advancing;

  public Reversing(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  /// Applies `reversal` of the payment `id` when the clock shows `clock`.
  public ReversalResult reverse(
      PaymentId id, Reversal reversal, ReversalSituation situation, Instant clock) {
    Payment before =
        situation.payment().map(StoredPayment::payment).orElseGet(() -> Payment.unknown(id));
    Payment after = before.with(reversal);
    if (after.equals(before)) {
      return new ReversalResult.AlreadyReversed();
    }
    if (after.isReversedByUnknownPart()) {
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
    return new ReversalResult.Reversed(Commit.inOrder(due, journal, writes));
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

  /// Changes the pack to the state that `payment` requires. `before` is the number of credits
  /// already clawed back.
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

  /// The outcomes of a refund or a dispute of a payment, or of its end, in order of precedence.
  public sealed interface ReversalResult extends Decision {
    /// The reversal was known before, or is over.
    record AlreadyReversed() implements ReversalResult {}

    /// The payment's amount isn't known, so the part of its pack can't be computed. Nothing
    /// changed; a person must look into it.
    record AmountUnknown(Payment payment) implements ReversalResult {}

    /// The reversal is stored. No wallet changes, at least for now.
    record Recorded(Payment payment, List<Commit> commits) implements ReversalResult {}

    /// The pack lost credits, or got back credits clawed back before.
    record Reversed(List<Commit> commits) implements ReversalResult {}
  }

  /// The stored state for a reversal: the known facts about the payment, and the wallet that got
  /// the pack, not advanced.
  ///
  /// `pack` is the granting entry if the pack is used up.
  public record ReversalSituation(
      Optional<StoredPayment> payment, Optional<AccountWallet> wallet, Optional<Entry> pack) {
    public ReversalSituation(Optional<StoredPayment> payment, Optional<AccountWallet> wallet) {
      this(payment, wallet, Optional.empty());
    }
  }
}
