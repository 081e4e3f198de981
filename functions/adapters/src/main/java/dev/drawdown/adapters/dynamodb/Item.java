package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A stored item, or a map within one, read attribute by attribute. What is missing is named in the
/// exception, with the item's key.
record Item(Map<String, AttributeValue> attributes) {
  static final String SCHEMA = "v";
  static final long SCHEMA_VERSION = 1;

  /// An item of the table, of a schema that this code knows.
  static Item stored(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    if (item.number(SCHEMA) != SCHEMA_VERSION) {
      throw new IllegalStateException(
          "%s has schema version %d, but only version %d is known here"
              .formatted(item.name(), item.number(SCHEMA), SCHEMA_VERSION));
    }
    return item;
  }

  ItemKey key() {
    return new ItemKey(partition(), sort());
  }

  String partition() {
    return text(Keys.PARTITION);
  }

  String sort() {
    return text(Keys.SORT);
  }

  String text(String name) {
    return required(name, AttributeValue::s);
  }

  Optional<String> optionalText(String name) {
    return optional(name, AttributeValue::s);
  }

  Owner owner(String name) {
    return WalletId.parse(text(name)).owner();
  }

  Optional<Owner> optionalOwner(String name) {
    return optionalText(name).map(text -> WalletId.parse(text).owner());
  }

  long number(String name) {
    return required(name, Values::number);
  }

  Optional<Long> optionalNumber(String name) {
    return optional(name, Values::number);
  }

  Credits credits(String name) {
    return required(name, Values::credits);
  }

  Instant instant(String name) {
    return required(name, Values::instant);
  }

  Optional<Instant> optionalInstant(String name) {
    return optional(name, Values::instant);
  }

  boolean flag(String name) {
    return required(name, AttributeValue::bool);
  }

  List<AttributeValue> list(String name) {
    return required(name, AttributeValue::l);
  }

  Item map(String name) {
    return new Item(required(name, AttributeValue::m));
  }

  Optional<Item> optionalMap(String name) {
    return optional(name, AttributeValue::m).map(Item::new);
  }

  List<Item> maps(String name) {
    return list(name).stream().map(value -> new Item(value.m())).toList();
  }

  private <T> T required(String name, Function<AttributeValue, T> read) {
    return optional(name, read)
        .orElseThrow(() -> new IllegalStateException(name() + " lacks " + name));
  }

  private <T> Optional<T> optional(String name, Function<AttributeValue, T> read) {
    return Optional.ofNullable(attributes.get(name)).map(read);
  }

  private String name() {
    return optionalText(Keys.PARTITION).orElse("?") + "/" + optionalText(Keys.SORT).orElse("?");
  }
}
