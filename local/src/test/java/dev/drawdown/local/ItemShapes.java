package dev.drawdown.local;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shapes of items: the pattern of the key, and the name and the type of each attribute, also
/// of those within maps and lists.
///
/// A text that stands for one of a few cases, such as the kind of an entry, is part of the shape.
final class ItemShapes {
  private static final Set<String> CASES = Set.of("kind", "state", "outcome");
  private static final Set<String> KEYS = Set.of("pk", "sk");
  private static final Set<String> FREE_NAMES = Set.of("metadata");

  /// The name of an enum's constant.
  private static final Pattern CONSTANT = Pattern.compile("[A-Z]+(_[A-Z]+)*");

  /// A bucket's code: the letter of its kind, and its number.
  private static final Pattern BUCKET = Pattern.compile("([a-z])\\d+");

  /// Where a key goes on with a name or a number, unless that is the whole of it.
  private static final Pattern NAMED = Pattern.compile("^([a-z-]+)#.*", Pattern.DOTALL);

  private ItemShapes() {}

  /// All shapes, each once.
  static Set<String> of(Collection<Map<String, AttributeValue>> items) {
    Set<String> shapes = new TreeSet<>();
    items.forEach(item -> shapes.add(key(item) + " " + map(item)));
    return shapes;
  }

  private static String key(Map<String, AttributeValue> item) {
    return pattern(item.get("pk").s()) + "/" + pattern(item.get("sk").s());
  }

  private static String pattern(String key) {
    if (key.startsWith("pool#")) {
      return key.indexOf('#', 5) < 0 ? "pool#" : "pool##";
    }
    return NAMED.matcher(key).replaceFirst("$1#");
  }

  private static String map(Map<String, AttributeValue> map) {
    return new TreeMap<>(map)
        .entrySet().stream()
            .filter(attribute -> !KEYS.contains(attribute.getKey()))
            .map(attribute -> attribute.getKey() + ":" + value(attribute))
            .collect(joining(", ", "{", "}"));
  }

  private static String value(Map.Entry<String, AttributeValue> attribute) {
    AttributeValue value = attribute.getValue();
    return switch (value.type()) {
      case M -> FREE_NAMES.contains(attribute.getKey()) ? "M" : map(value.m());
      case L -> list(value.l());
      case S -> text(attribute.getKey(), value.s());
      default -> value.type().name();
    };
  }

  private static String text(String name, String text) {
    Matcher bucket = BUCKET.matcher(text);
    if (name.equals("i") && bucket.matches()) {
      return bucket.group(1);
    }
    return CASES.contains(name) || CONSTANT.matcher(text).matches() ? text : "S";
  }

  /// What a list has: the shapes of its elements, each once.
  private static String list(List<AttributeValue> list) {
    return list.stream()
        .map(each -> value(Map.entry("", each)))
        .distinct()
        .sorted()
        .collect(joining(" ", "[", "]"));
  }
}
