package dev.drawdown.adapters.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The size of an item in bytes by DynamoDB's rules, for the types in use.
///
/// Names and texts count in UTF-8. A number has two significant digits per byte, one byte more, and
/// another for the sign. Lists and maps have three bytes, plus one per element.
final class ItemSize {
  private static final int COLLECTION = 3;

  private ItemSize() {}

  static int of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(attribute -> bytes(attribute.getKey()) + of(attribute.getValue()))
        .sum();
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> number(value.n());
      case BOOL -> 1;
      case L -> COLLECTION + value.l().size() + value.l().stream().mapToInt(ItemSize::of).sum();
      case M -> COLLECTION + value.m().size() + of(value.m());
      default -> throw new IllegalArgumentException("not in use: " + value);
    };
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static int number(String number) {
    int sign = number.startsWith("-") ? 1 : 0;
    int digits = number.length() - sign;
    return (digits + 1) / 2 + 1 + sign;
  }
}
