package dev.drawdown.local.stripe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the provider writes what several of its objects have.
final class StripeJson {
  private StripeJson() {}

  static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  /// A list that is whole.
  static Map<String, Object> list(List<Map<String, Object>> objects) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("object", "list");
    list.put("data", objects);
    list.put("has_more", false);
    return list;
  }

  /// An object of that kind and name, to be filled.
  static Map<String, Object> object(String kind, String id) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", id);
    object.put("object", kind);
    return object;
  }

  /// One of several kinds of details, under its own name.
  static Map<String, Object> tagged(String type, Map<String, Object> details) {
    Map<String, Object> tagged = new LinkedHashMap<>();
    tagged.put("type", type);
    tagged.put(type, details);
    return tagged;
  }
}
