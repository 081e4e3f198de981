package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.WalletId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a ledger entry, written once. Its number is in its key; its moves are one flat list:
/// bucket, change, bucket, change.
final class EntryItem {
  private static final String AT = "at";
  private static final String KIND = "kind";
  private static final String REASON = "reason";
  private static final String ACCOUNT = "account";
  private static final String CHARGE = "charge";
  private static final String HOLD = "hold";
  private static final String PAYMENT = "payment";
  private static final String POSTINGS = "postings";
  private static final String BALANCE_AFTER = "balanceAfter";

  private EntryItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, Entry entry) {
    Cause cause = entry.cause();
    NewItem item =
        NewItem.of(wallet, Keys.entry(entry.number()))
            .instant(AT, entry.at())
            .text(KIND, entry.kind().label())
            .text(REASON, cause.reason())
            .text(ACCOUNT, cause.account().map(AccountId::value))
            .text(CHARGE, cause.charge().map(ChargeId::value))
            .text(PAYMENT, cause.payment().map(PaymentId::value))
            .list(POSTINGS, postings(entry.postings()))
            .credits(BALANCE_AFTER, entry.balanceAfter());
    cause.hold().ifPresent(hold -> item.number(HOLD, hold));
    return item.attributes();
  }

  static Entry read(Item item) {
    OptionalLong hold =
        item.optionalNumber(HOLD).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    Cause cause =
        new Cause(
            item.optionalText(REASON),
            item.optionalText(ACCOUNT).map(AccountId::new),
            item.optionalText(CHARGE).map(ChargeId::new),
            hold,
            item.optionalText(PAYMENT).map(PaymentId::new));
    return new Entry(
        Keys.entryNumberOf(item.sort()),
        item.instant(AT),
        kind(item.text(KIND)),
        cause,
        postings(item),
        item.credits(BALANCE_AFTER));
  }

  private static List<AttributeValue> postings(List<Posting> postings) {
    List<AttributeValue> values = new ArrayList<>();
    for (Posting posting : postings) {
      values.add(BucketCode.of(posting.bucket()));
      values.add(Values.number(posting.change()));
    }
    return values;
  }

  private static List<Posting> postings(Item item) {
    List<AttributeValue> values = item.list(POSTINGS);
    List<Posting> postings = new ArrayList<>();
    for (int index = 0; index < values.size(); index += 2) {
      postings.add(
          new Posting(
              BucketCode.read(values.get(index).s()), Values.number(values.get(index + 1))));
    }
    return postings;
  }

  private static EntryKind kind(String label) {
    for (EntryKind kind : EntryKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalStateException("not a kind of entry: " + label);
  }
}
