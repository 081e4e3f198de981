package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import java.time.Instant;
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

  long number(String name) {
    return required(name, Attribute.NUMBER);
  }

  Instant instant(String name) {
    return required(name, Attribute.INSTANT);
  }

  boolean has(String name) {
    return attributes.containsKey(name);
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
