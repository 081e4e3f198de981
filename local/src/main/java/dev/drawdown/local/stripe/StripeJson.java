package dev.drawdown.local.stripe;

import static java.util.stream.Collectors.joining;

import dev.drawdown.adapters.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The provider's JSON of objects. An empty `Optional` in a tree is a `null`: the provider writes
/// out fields without a value, and changes from no value to a value.
final class StripeJson {
  private StripeJson() {}

  static String write(Object value) {
    return switch (value) {
      case Map<?, ?> members ->
          members.entrySet().stream()
              .map(member -> Json.write(member.getKey()) + ":" + write(member.getValue()))
              .collect(joining(",", "{", "}"));
      case Collection<?> elements ->
          elements.stream().map(StripeJson::write).collect(joining(",", "[", "]"));
      case Optional<?> optional -> optional.map(StripeJson::write).orElse("null");
      default -> Json.write(value);
    };
  }

  static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  /// The time in seconds, or `null`.
  static Optional<Long> seconds(Optional<Instant> instant) {
    return instant.map(Instant::getEpochSecond);
  }

  /// A list that the event contains whole, unless `hasMore`.
  static Map<String, Object> list(List<Map<String, Object>> objects, boolean hasMore, String url) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("object", "list");
    list.put("data", objects);
    list.put("has_more", hasMore);
    list.put("total_count", objects.size() + (hasMore ? 1 : 0));
    list.put("url", url);
    return list;
  }

  /// An object of that kind and id, without other fields.
  static Map<String, Object> object(String kind, String id) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", id);
    object.put("object", kind);
    return object;
  }

  /// An object with details of one `type`, and `null` for the `other`.
  static Map<String, Object> tagged(String type, Map<String, Object> details, String other) {
    Map<String, Object> tagged = new LinkedHashMap<>();
    tagged.put(other, Optional.empty());
    tagged.put(type, details);
    tagged.put("type", type);
    return tagged;
  }

  /// The `previous_attributes` of a change: the former values of the fields that differ `after`.
  /// For an object, only the fields in it that differ.
  static Map<String, Object> former(Map<?, ?> before, Map<?, ?> after) {
    Map<String, Object> former = new LinkedHashMap<>();
    Set<Object> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (Object key : keys) {
      Object was = value(before, key);
      Object is = value(after, key);
      if (was instanceof Map<?, ?> wasObject && is instanceof Map<?, ?> isObject) {
        Map<String, Object> inner = former(wasObject, isObject);
        if (!inner.isEmpty()) {
          former.put((String) key, inner);
        }
      } else if (!was.equals(is)) {
        former.put((String) key, was);
      }
    }
    return former;
  }

  private static Object value(Map<?, ?> object, Object key) {
    Object value = object.get(key);
    return value == null ? Optional.empty() : value;
  }
}
