package dev.drawdown.adapters.store;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The records that tests of stores write: an account, its first entries, a charge.
public final class Sample {
  public static final Instant NOW = Instant.parse("2026-03-14T09:26:53.589Z");

  /// The due times of a product with fifty credits a calendar month.
  public static final DueTimes DUE_TIMES = DueTimes.of(Catalogs.shipped("assistant-coach"));

  public static final DocumentKey DOCUMENT = document("lab.analyze", "lab-7");

  private static final BucketId STARTER = new BucketId(BucketKind.STARTER, 1);

  private Sample() {}

  /// An account that no other test writes to, even in a shared table.
  public static AccountId account() {
    return new AccountId("test-" + UUID.randomUUID());
  }

  /// An unused token.
  public static UUID token() {
    return UUID.randomUUID();
  }

  public static DocumentKey document(String action, String document) {
    return new DocumentKey(new ActionId(action), new DocumentId(document));
  }

  /// The first entry of an account: 100 starter credits.
  public static Journal<AccountWallet> opening(AccountId owner) {
    Credits credits = Credits.of(100);
    return Journal.of(AccountWallet.unseen(owner))
        .grant(
            NOW,
            Reason.STARTER.cause(),
            number -> new Bucket.Starter(number, credits, credits, NOW, 0));
  }

  /// Another entry: it spends one credit.
  public static <W extends Wallet<W>> Journal<W> spending(Wallet<W> wallet) {
    return Journal.of(wallet)
        .draw(NOW, EntryKind.CHARGE, Cause.byHand("sample", Optional.empty()), oneCredit());
  }

  /// `count` more entries without credits.
  public static <W extends Wallet<W>> Journal<W> noting(
      Wallet<W> wallet, int count, String reason) {
    Journal<W> journal = Journal.of(wallet);
    for (int entry = 0; entry < count; entry++) {
      journal =
          journal.note(NOW, EntryKind.LOW, Cause.byHand(reason, Optional.empty()), same -> same);
    }
    return journal;
  }

  public static Commit.Step commit(Journal<?> journal, Write... writes) {
    return new Commit.Step(journal, List.of(writes));
  }

  /// A charge of one credit, made by entry 1.
  public static Charge charge(String id) {
    return new Charge(
        new ChargeId(id),
        ChargeRequest.of(new ActionId("ask")),
        false,
        oneCredit(),
        NOW,
        1,
        1,
        new Charge.State.Charged());
  }

  /// A charge of one credit that keeps a document, made by entry 1.
  public static Charge charge(String id, DocumentKey document) {
    ChargeRequest request =
        new ChargeRequest(document.action(), Optional.of(document.document()), 1, Optional.empty());
    return new Charge(
        new ChargeId(id), request, true, oneCredit(), NOW, 1, 1, new Charge.State.Charged());
  }

  private static Drawdown oneCredit() {
    return new Drawdown(List.of(new Draw.Own(STARTER, Credits.of(1))));
  }
}
