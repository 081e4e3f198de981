package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A stored item, or a map within one, read attribute by attribute.
///
/// The exception about a missing attribute, or one of another type, names the attribute and the
/// item's key.
record Item(Map<String, AttributeValue> attributes) {
  static final String SCHEMA = "v";
  static final long SCHEMA_VERSION = 1;

  /// An item of the table with a schema version that this code knows.
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
    return required(name, Attribute.TEXT);
  }

  Optional<String> optionalText(String name) {
    return optional(name, Attribute.TEXT);
  }

  Owner owner(String name) {
    return required(name, Attribute.OWNER);
  }

  long number(String name) {
    return required(name, Attribute.NUMBER);
  }

  Credits credits(String name) {
    return required(name, Attribute.CREDITS);
  }

  Instant instant(String name) {
    return required(name, Attribute.INSTANT);
  }

  Optional<Instant> optionalInstant(String name) {
    return optional(name, Attribute.INSTANT);
  }

  boolean flag(String name) {
    return required(name, Attribute.FLAG);
  }

  Item map(String name) {
    return required(name, Attribute.MAP);
  }

  Optional<Item> optionalMap(String name) {
    return optional(name, Attribute.MAP);
  }

  List<Item> maps(String name) {
    return required(name, Attribute.MAP.list());
  }

  <T> T required(String name, Attribute<T> type) {
    return optional(name, type)
        .orElseThrow(() -> new IllegalStateException(name() + " lacks " + name));
  }

  <T> Optional<T> optional(String name, Attribute<T> type) {
    AttributeValue value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(type.read(value));
  }

  private String name() {
    return optionalText(Keys.PARTITION).orElse("?") + "/" + optionalText(Keys.SORT).orElse("?");
  }
}
