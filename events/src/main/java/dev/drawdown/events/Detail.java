package dev.drawdown.events;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The fields of an event, or of an object in it, as any JSON library reads them into a map.
///
/// A missing or malformed field throws an [IllegalArgumentException] that names the field. Unknown
/// fields are ignored.
record Detail(Map<String, ?> byName) {
  /// Collects fields in the order of the documentation.
  static final class Builder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Builder with(String name, Object value) {
      fields.put(name, value);
      return this;
    }

    Builder with(String name, Optional<String> value) {
      value.ifPresent(present -> with(name, present));
      return this;
    }

    Builder with(String name, OptionalLong value) {
      value.ifPresent(present -> with(name, (Object) present));
      return this;
    }

    Map<String, Object> fields() {
      return Collections.unmodifiableMap(fields);
    }
  }

  LedgerLine line() {
    return LedgerLine.read(this);
  }

  String reason() {
    return text("reason");
  }

  Optional<String> optionalReason() {
    return optionalText("reason");
  }

  String charge() {
    return text("charge");
  }

  Optional<String> payment() {
    return optionalText("payment");
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> problem(name, "is missing"));
  }

  Optional<String> optionalText(String name) {
    return switch (byName.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw problem(name, "must be text");
    };
  }

  long number(String name) {
    return whole(name, byName.get(name));
  }

  OptionalLong optionalNumber(String name) {
    Object value = byName.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(whole(name, value));
  }

  OptionalInt optionalInt(String name) {
    Object value = byName.get(name);
    return value == null
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(whole(name, value)));
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw problem(name, "must be an instant");
    }
  }

  List<Detail> objects(String name) {
    if (byName.get(name) instanceof List<?> elements) {
      return elements.stream().map(element -> object(name, element)).toList();
    }
    throw problem(name, "must be an array");
  }

  /// An object whose values are texts. It is empty if the field is missing.
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (byName.get(name)) {
      case null -> {}
      case Map<?, ?> fields ->
          fields.forEach(
              (key, value) -> {
                if (!(key instanceof String field && value instanceof String text)) {
                  throw problem(name, "must have texts only");
                }
                texts.put(field, text);
              });
      default -> throw problem(name, "must be an object");
    }
    return texts;
  }

  private static long whole(String name, @Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number;
      case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
      case null, default -> throw problem(name, "must be a whole number");
    };
  }

  // The keys of an object are the names of its fields.
  @SuppressWarnings("unchecked")
  private static Detail object(String name, Object element) {
    if (element instanceof Map<?, ?> fields) {
      return new Detail((Map<String, ?>) fields);
    }
    throw problem(name, "must have objects only");
  }

  private static IllegalArgumentException problem(String name, String reason) {
    return new IllegalArgumentException(name + " " + reason);
  }
}
