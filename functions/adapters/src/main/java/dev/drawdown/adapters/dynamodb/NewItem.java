package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A builder of an item, or of a map within one.
final class NewItem {
  private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();

  /// An item of the table: its key and the version of its schema.
  static NewItem of(ItemKey key) {
    NewItem item = new NewItem();
    item.attributes.putAll(key.attributes());
    return item.number(Item.SCHEMA, Item.SCHEMA_VERSION);
  }

  static NewItem of(WalletId wallet, String sort) {
    return of(Keys.of(wallet, sort));
  }

  NewItem text(String name, String text) {
    return with(name, Attribute.TEXT.of(text));
  }

  NewItem text(String name, Optional<String> text) {
    return text.map(present -> text(name, present)).orElse(this);
  }

  NewItem number(String name, long number) {
    return with(name, Attribute.NUMBER.of(number));
  }

  NewItem instant(String name, Instant instant) {
    return with(name, Attribute.INSTANT.of(instant));
  }

  NewItem with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }
}
