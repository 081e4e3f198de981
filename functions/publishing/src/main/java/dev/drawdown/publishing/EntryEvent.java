package dev.drawdown.publishing;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.events.LedgerLine;
import dev.drawdown.events.LedgerLine.BucketPosting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The event of one entry. Each kind of entry has its own type of event. A change of standing has
/// one type per reason.
record EntryEvent(WalletId wallet, Entry entry) {
  /// Throws an [IllegalArgumentException] if the entry lacks a field that its event needs.
  static LedgerEvent of(WalletId wallet, Entry entry) {
    return new EntryEvent(wallet, entry).event();
  }

  private LedgerEvent event() {
    return switch (entry.kind()) {
      case GRANT -> new LedgerEvent.CreditsGranted(line(), reason(), payment());
      case CHARGE -> new LedgerEvent.CreditsCharged(line(), charge());
      case HOLD -> new LedgerEvent.CreditsHeld(line(), charge(), entry.cause().reason());
      case CAPTURE ->
          new LedgerEvent.CreditsCaptured(
              line(), charge(), entry.cause().reason(), entry.creditsCaptured());
      case RELEASE -> new LedgerEvent.CreditsReleased(line(), charge(), entry.cause().reason());
      case REFUND -> new LedgerEvent.CreditsRefunded(line(), charge(), entry.cause().reason());
      case EXPIRY -> new LedgerEvent.CreditsExpired(line(), reason());
      case CLAWBACK -> new LedgerEvent.CreditsClawedBack(line(), reason(), payment());
      case ADJUSTMENT -> new LedgerEvent.CreditsAdjusted(line(), reason(), payment());
      case LOW -> new LedgerEvent.CreditsLow(line(), reason(), charge());
      case EXHAUSTED -> new LedgerEvent.CreditsExhausted(line(), charge());
      case STANDING -> standing(reason());
    };
  }

  private LedgerEvent standing(String reason) {
    if (reason.equals(Reason.PAYMENT_FAILED.label())) {
      return new LedgerEvent.RenewalFailed(line(), reason);
    }
    if (reason.equals(Reason.SUSPENDED.label())) {
      return new LedgerEvent.AccountSuspended(line(), reason);
    }
    return reason.equals(Reason.RESTORED.label())
        ? new LedgerEvent.AccountRestored(line(), reason)
        : new LedgerEvent.AccountUpdated(line(), reason);
  }

  private LedgerLine line() {
    return new LedgerLine(
        wallet.toString(),
        account(),
        pool(),
        wallet.number() == 0 ? OptionalInt.empty() : OptionalInt.of(wallet.number()),
        entry.number(),
        entry.at(),
        entry.change(),
        postings(),
        entry.balanceAfter().amount(),
        entry.cause().actor(),
        entry.cause().purchase().map(EntryEvent::purchase));
  }

  private static LedgerLine.Purchase purchase(Purchase bought) {
    return new LedgerLine.Purchase(
        bought.action().value(),
        bought.document().map(DocumentId::value),
        bought.quantity(),
        bought.metadata().pairs());
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
