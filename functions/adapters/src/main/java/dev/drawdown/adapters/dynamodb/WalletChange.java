package dev.drawdown.adapters.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The change of a wallet, as a record of the table's stream reports it.
public sealed interface WalletChange {
  /// The wallet has these additional entries.
  record Grown(LedgerRange entries) implements WalletChange {}

  /// The wallet has changed, but the record of its entries can't be read, for `reason`.
  record Unreadable(WalletId wallet, String reason) implements WalletChange {}

  /// A change of `item` that this service never makes and that brings no entries.
  record Unexpected(String item, String reason) implements WalletChange {}

  /// Another item changed, or the wallet's item changed without a new entry.
  record Nothing() implements WalletChange {}

  static WalletChange of(@Nullable DynamodbStreamRecord record) {
    StreamRecord change = record == null ? null : record.getDynamodb();
    if (record == null || change == null || change.getKeys() == null) {
      return new Unexpected("?", "a record without keys");
    }
    Optional<String> sort = text(change.getKeys(), Keys.SORT);
    if (sort.filter(Keys.WALLET::equals).isEmpty()) {
      return new Nothing();
    }
    String partition = text(change.getKeys(), Keys.PARTITION).orElse("?");
    try {
      return of(Keys.walletOf(partition), String.valueOf(record.getEventName()), change);
    } catch (IllegalArgumentException notOne) {
      return new Unexpected(partition, "is not a wallet's key");
    }
  }

  private static WalletChange of(WalletId wallet, String event, StreamRecord change) {
    Optional<Map<String, AttributeValue>> old = Optional.ofNullable(change.getOldImage());
    Optional<Map<String, AttributeValue>> now = Optional.ofNullable(change.getNewImage());
    if (now.isEmpty()) {
      return event.equals("REMOVE")
          ? new Unexpected(wallet.toString(), "was removed")
          : new Unreadable(wallet, "came without its new image");
    }
    if (old.isEmpty() && !event.equals("INSERT")) {
      return new Unreadable(wallet, "came without its old image");
    }
    Optional<Long> before = old.map(WalletChange::version).orElse(Optional.of(0L));
    Optional<Long> after = version(now.get());
    if (before.isEmpty() || after.isEmpty()) {
      return new Unreadable(wallet, "has no version");
    }
    return between(wallet, before.get(), after.get());
  }

  private static WalletChange between(WalletId wallet, long before, long after) {
    if (after < before) {
      return new Unexpected(wallet.toString(), "went back from entry " + before + " to " + after);
    }
    return after == before ? new Nothing() : new Grown(new LedgerRange(wallet, before + 1, after));
  }

  private static Optional<Long> version(Map<String, AttributeValue> image) {
    return Optional.ofNullable(image.get(WalletItem.VERSION))
        .map(AttributeValue::getN)
        .filter(number -> number.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  private static Optional<String> text(Map<String, AttributeValue> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(AttributeValue::getS);
  }
}
