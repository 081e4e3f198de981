package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.DocumentKey;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The keys of the table: all that belongs to an account shares its partition.
///
/// No name of an action holds a `#`, so a document's key is read one way only, whatever the
/// document is called. Entry numbers are padded, so that they sort as numbers.
final class Keys {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  static final String WALLET = "wallet";
  static final String CHARGE = "charge#";
  static final String DOCUMENT = "document#";
  private static final String ACCOUNT = "account#";
  private static final String ENTRY = "entry#";

  private Keys() {}

  static Map<String, AttributeValue> of(AccountId account, String sort) {
    return Map.of(PARTITION, Values.text(partition(account)), SORT, Values.text(sort));
  }

  static String partition(AccountId account) {
    return ACCOUNT + account;
  }

  static String entry(long number) {
    return ENTRY + String.format(Locale.ROOT, "%019d", number);
  }

  static String charge(ChargeId id) {
    return CHARGE + id;
  }

  static String document(DocumentKey key) {
    return DOCUMENT + key.action() + "#" + key.document();
  }

  static AccountId accountOf(String partition) {
    return new AccountId(rest(ACCOUNT, partition));
  }

  static long entryNumberOf(String sort) {
    return Long.parseLong(rest(ENTRY, sort));
  }

  static ChargeId chargeOf(String sort) {
    return new ChargeId(rest(CHARGE, sort));
  }

  private static String rest(String prefix, String key) {
    if (!key.startsWith(prefix)) {
      throw new IllegalStateException("a key that should start with " + prefix + ": " + key);
    }
    return key.substring(prefix.length());
  }
}
