package dev.drawdown.publishing;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.advancing.Reason;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.payment.PaymentId;
import dev.drawdown.domain.wallet.WalletId;
import dev.drawdown.events.AccountRestored;
import dev.drawdown.events.AccountSuspended;
import dev.drawdown.events.AccountUpdated;
import dev.drawdown.events.BucketPosting;
import dev.drawdown.events.CreditsAdjusted;
import dev.drawdown.events.CreditsCaptured;
import dev.drawdown.events.CreditsCharged;
import dev.drawdown.events.CreditsClawedBack;
import dev.drawdown.events.CreditsExhausted;
import dev.drawdown.events.CreditsExpired;
import dev.drawdown.events.CreditsGranted;
import dev.drawdown.events.CreditsHeld;
import dev.drawdown.events.CreditsLow;
import dev.drawdown.events.CreditsRefunded;
import dev.drawdown.events.CreditsReleased;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.events.LedgerLine;
import dev.drawdown.events.RenewalFailed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The event that an entry is to the world: one per kind, and for a change of standing one per
/// reason.
record EntryEvent(WalletId wallet, Entry entry) {
  /// Throws an [IllegalArgumentException] where the entry lacks what its event has to say.
  static LedgerEvent of(WalletId wallet, Entry entry) {
    return new EntryEvent(wallet, entry).event();
  }

  private LedgerEvent event() {
    return switch (entry.kind()) {
      case GRANT -> new CreditsGranted(line(), reason(), payment());
      case CHARGE -> new CreditsCharged(line(), charge());
      case HOLD -> new CreditsHeld(line(), charge());
      case CAPTURE -> new CreditsCaptured(line(), charge());
      case RELEASE -> new CreditsReleased(line(), charge(), entry.cause().reason());
      case REFUND -> new CreditsRefunded(line(), charge(), entry.cause().reason());
      case EXPIRY -> new CreditsExpired(line(), reason());
      case CLAWBACK -> new CreditsClawedBack(line(), reason(), payment());
      case ADJUSTMENT -> new CreditsAdjusted(line(), reason(), payment());
      case LOW -> new CreditsLow(line(), reason(), charge());
      case EXHAUSTED -> new CreditsExhausted(line(), charge());
      case STANDING -> standing(reason());
    };
  }

  private LedgerEvent standing(String reason) {
    if (reason.equals(Reason.PAYMENT_FAILED.label())) {
      return new RenewalFailed(line(), reason);
    }
    if (reason.equals(Reason.SUSPENDED.label())) {
      return new AccountSuspended(line(), reason);
    }
    return reason.equals(Reason.RESTORED.label())
        ? new AccountRestored(line(), reason)
        : new AccountUpdated(line(), reason);
  }

  private LedgerLine line() {
    return new LedgerLine(
        wallet.toString(),
        account(),
        pool(),
        wallet.shard() == 0 ? OptionalInt.empty() : OptionalInt.of(wallet.shard()),
        entry.number(),
        entry.at(),
        entry.change(),
        postings(),
        entry.balanceAfter().amount());
  }

  private Optional<String> account() {
    return switch (wallet.owner()) {
      case AccountId account -> Optional.of(account.value());
      case PoolId _ -> entry.cause().account().map(AccountId::value);
    };
  }

  private Optional<String> pool() {
    return switch (wallet.owner()) {
      case AccountId _ -> Optional.empty();
      case PoolId pool -> Optional.of(pool.value());
    };
  }

  private List<BucketPosting> postings() {
    return entry.postings().stream().map(EntryEvent::posting).toList();
  }

  private static BucketPosting posting(Posting posting) {
    return new BucketPosting(
        posting.bucket().toString(), posting.bucket().kind().label(), posting.change());
  }

  private String charge() {
    return entry.cause().charge().map(ChargeId::value).orElseThrow(() -> lacking("charge"));
  }

  private String reason() {
    return entry.cause().reason().orElseThrow(() -> lacking("reason"));
  }

  private Optional<String> payment() {
    return entry.cause().payment().map(PaymentId::value);
  }

  private IllegalArgumentException lacking(String field) {
    return new IllegalArgumentException(entry.kind().label() + " without " + field);
  }
}
