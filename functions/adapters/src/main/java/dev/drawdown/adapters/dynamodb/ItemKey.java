package dev.drawdown.adapters.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The name of one item of the table.
record ItemKey(String partition, String sort) {
  Map<String, AttributeValue> attributes() {
    return Map.of(Keys.PARTITION, Attribute.TEXT.of(partition), Keys.SORT, Attribute.TEXT.of(sort));
  }
}
