package dev.drawdown.adapters.json;

import java.util.List;
import java.util.Map;

/// What a document holds at one place.
sealed interface JsonValue {
  record Text(String value) implements JsonValue {}

  /// A number written without fraction or exponent that fits a `long`.
  record Whole(long value) implements JsonValue {}

  /// Any other number, which nothing here reads.
  record OtherNumber() implements JsonValue {}

  record Flag(boolean value) implements JsonValue {}

  /// As a member it reads like an absent one.
  record Null() implements JsonValue {}

  record Array(List<JsonValue> elements) implements JsonValue {}

  /// In the order of the document.
  record Members(Map<String, JsonValue> byName) implements JsonValue {}
}
