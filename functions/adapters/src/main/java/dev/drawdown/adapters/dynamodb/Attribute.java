package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The conversion between a value and one attribute. An attribute of another type reads as null.
record Attribute<T>(
    Function<T, AttributeValue> writer, Function<AttributeValue, @Nullable T> reader) {
  static final Attribute<String> TEXT = new Attribute<>(AttributeValue::fromS, AttributeValue::s);

  static final Attribute<Boolean> FLAG =
      new Attribute<>(AttributeValue::fromBool, AttributeValue::bool);

  static final Attribute<Long> NUMBER =
      new Attribute<>(
          number -> AttributeValue.fromN(Long.toString(number)), Attribute::numberOrNull);

  static final Attribute<Integer> INT = NUMBER.as(Math::toIntExact, Integer::longValue);

  static final Attribute<Credits> CREDITS = NUMBER.as(Credits::of, Credits::amount);

  /// Epoch milliseconds. An instant between two milliseconds can't be stored without a change.
  static final Attribute<Instant> INSTANT =
      NUMBER.as(Instant::ofEpochMilli, Attribute::wholeMillis);

  static final Attribute<AccountId> ACCOUNT = TEXT.as(AccountId::new, AccountId::value);

  static final Attribute<ChargeId> CHARGE = TEXT.as(ChargeId::new, ChargeId::value);

  static final Attribute<WalletId> WALLET = TEXT.as(WalletId::parse, WalletId::toString);

  static final Attribute<Owner> OWNER = WALLET.as(WalletId::owner, WalletId::of);

  /// Values of any types in one list.
  static final Attribute<List<AttributeValue>> VALUES =
      new Attribute<>(AttributeValue::fromL, value -> value.hasL() ? value.l() : null);

  /// A map within an item.
  static final Attribute<Item> MAP =
      new Attribute<>(
          item -> AttributeValue.fromM(item.attributes()),
          value -> value.hasM() ? new Item(value.m()) : null);

  static final Attribute<ActionId> ACTION = TEXT.as(ActionId::new, ActionId::value);

  static final Attribute<DocumentId> DOCUMENT = TEXT.as(DocumentId::new, DocumentId::value);

  /// A map of texts by their names.
  static final Attribute<Metadata> METADATA = MAP.as(Attribute::metadata, Attribute::item);

  /// The attribute with `value`.
  AttributeValue of(T value) {
    return writer.apply(value);
  }

  @Nullable T read(AttributeValue value) {
    return reader.apply(value);
  }

  /// The same attribute for a type of the domain.
  <U> Attribute<U> as(Function<T, U> wrap, Function<U, T> unwrap) {
    return new Attribute<>(
        value -> of(unwrap.apply(value)),
        value -> {
          T read = read(value);
          return read == null ? null : wrap.apply(read);
        });
  }

  /// A list of such values.
  Attribute<List<T>> list() {
    return VALUES.as(this::readAll, all -> all.stream().map(this::of).toList());
  }

  private List<T> readAll(List<AttributeValue> values) {
    return values.stream().map(this::required).toList();
  }

  /// The value of an attribute that must have this type.
  T required(AttributeValue value) {
    T read = read(value);
    if (read == null) {
      throw new IllegalStateException("the attribute has an unexpected type: " + value.type());
    }
    return read;
  }

  private static Metadata metadata(Item item) {
    Map<String, String> pairs = new HashMap<>();
    item.attributes().forEach((name, text) -> pairs.put(name, TEXT.required(text)));
    return new Metadata(pairs);
  }

  private static Item item(Metadata metadata) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    metadata.pairs().forEach((name, text) -> attributes.put(name, TEXT.of(text)));
    return new Item(attributes);
  }

  private static @Nullable Long numberOrNull(AttributeValue value) {
    return value.n() == null ? null : Long.valueOf(value.n());
  }

  private static long wholeMillis(Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("instants must be in whole milliseconds: " + instant);
    }
    return instant.toEpochMilli();
  }
}
