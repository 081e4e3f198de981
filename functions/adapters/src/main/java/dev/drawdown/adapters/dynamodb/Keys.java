package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The keys of the table. All records of a wallet share its partition. Records that are unique over
/// all accounts have a partition of their own.
///
/// Only a document's name may contain a `#`, so every key can be parsed in one way only. Entry
/// numbers are padded, so they sort as numbers.
final class Keys {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  static final String WALLET = "wallet";
  static final String ENTRY = "entry#";
  static final String CHARGE = "charge#";
  static final String DOCUMENT = "document#";
  static final String MANUAL_CHANGE = "manual#";
  static final String MEMBER = "member#";

  /// A sort key after those of all members.
  static final String AFTER_MEMBERS = "member$";

  /// The keys of the index of due times.
  static final String DUE = "due";

  static final String DUE_AT = "dueAt";

  private static final String SUBSCRIPTION = "subscription";
  private static final String PAYMENT = "payment";
  private static final String EVENT = "event";
  private static final String TERM = "term";

  private Keys() {}

  static ItemKey of(WalletId wallet, String sort) {
    return new ItemKey(partition(wallet), sort);
  }

  static ItemKey wallet(Owner owner) {
    return of(WalletId.of(owner), WALLET);
  }

  static ItemKey subscription(SubscriptionId id) {
    return new ItemKey(SUBSCRIPTION + "#" + id, SUBSCRIPTION);
  }

  static ItemKey term(RecordedTerm.Name name) {
    return new ItemKey(TERM + "#" + name.subscription() + "#" + name.key(), TERM);
  }

  static ItemKey payment(PaymentId id) {
    return new ItemKey(PAYMENT + "#" + id, PAYMENT);
  }

  static ItemKey event(ProviderEventId id) {
    return new ItemKey(EVENT + "#" + id, EVENT);
  }

  static String due(DueShard shard) {
    return DUE + "#" + shard.number();
  }

  /// Entries by wallet, then by number.
  static String range(LedgerRange entries) {
    return String.join(
        "#", partition(entries.wallet()), padded(entries.first()), padded(entries.last()));
  }

  static String partition(WalletId wallet) {
    return wallet.toString();
  }

  static String entry(long number) {
    return ENTRY + padded(number);
  }

  static String charge(ChargeId id) {
    return CHARGE + id;
  }

  static ItemKey manualChange(AccountId account, ManualChange.Key key) {
    return of(WalletId.of(account), MANUAL_CHANGE + key);
  }

  static ManualChange.Key manualChangeOf(String sort) {
    return new ManualChange.Key(rest(MANUAL_CHANGE, sort));
  }

  static ItemKey member(PoolId pool, AccountId account) {
    return of(WalletId.of(pool), MEMBER + account);
  }

  /// A sort key after that of this member and before that of any later one.
  static String afterMember(AccountId account) {
    return MEMBER + account + " ";
  }

  static AccountId memberOf(String sort) {
    return new AccountId(rest(MEMBER, sort));
  }

  static String document(DocumentKey key) {
    return DOCUMENT + key.action() + "#" + key.document();
  }

  static WalletId walletOf(String partition) {
    return WalletId.parse(partition);
  }

  /// The wallet of a partition, if it is a wallet's. Unreadable records may have any name.
  static Optional<WalletId> walletIn(String partition) {
    try {
      return Optional.of(walletOf(partition));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  static long entryNumberOf(String sort) {
    return Long.parseLong(rest(ENTRY, sort));
  }

  static ChargeId chargeOf(String sort) {
    return new ChargeId(rest(CHARGE, sort));
  }

  /// An action has no `#`; a document may.
  static DocumentKey documentOf(String sort) {
    String[] parts = rest(DOCUMENT, sort).split("#", 2);
    if (parts.length < 2) {
      throw new IllegalStateException("the key must name an action and a document: " + sort);
    }
    return new DocumentKey(new ActionId(parts[0]), new DocumentId(parts[1]));
  }

  static PaymentId paymentOf(String partition) {
    return new PaymentId(rest(PAYMENT + "#", partition));
  }

  static ProviderEventId parkedOf(String sort) {
    return new ProviderEventId(rest(EVENT + "#", sort));
  }

  private static String padded(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }

  private static String rest(String prefix, String key) {
    if (!key.startsWith(prefix)) {
      throw new IllegalStateException("the key must start with " + prefix + ": " + key);
    }
    return key.substring(prefix.length());
  }

  /// The key of one item of the table.
  record ItemKey(String partition, String sort) {
    Map<String, AttributeValue> attributes() {
      return Map.of(
          Keys.PARTITION, Attribute.TEXT.of(partition), Keys.SORT, Attribute.TEXT.of(sort));
    }
  }
}
