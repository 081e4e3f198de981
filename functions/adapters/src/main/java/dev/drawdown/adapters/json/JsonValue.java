package dev.drawdown.adapters.json;

import java.util.List;
import java.util.Map;

/// The value at one place of a document.
sealed interface JsonValue {
  record Text(String value) implements JsonValue {}

  /// A number that fits a `long`, written without fraction or exponent.
  record Whole(long value) implements JsonValue {}

  /// Any other number. No code here reads it.
  record OtherNumber() implements JsonValue {}

  record Flag(boolean value) implements JsonValue {}

  /// A member with this value reads like an absent one.
  record Null() implements JsonValue {}

  record Array(List<JsonValue> elements) implements JsonValue {}

  /// The members in the order of the document.
  record Members(Map<String, JsonValue> byName) implements JsonValue {}
}
