package dev.drawdown.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An event's fields while they are put together, in the order of the documentation.
final class Detail {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Detail with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  Detail with(String name, Optional<String> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }
}
