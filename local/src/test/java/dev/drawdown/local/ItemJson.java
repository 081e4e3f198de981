package dev.drawdown.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items as the JSON that DynamoDB's own API has for them: `{"pk": {"S": "account#ada"}}`.
final class ItemJson {
  private ItemJson() {}

  /// The item as a tree of maps and lists, its attributes in the order of their names.
  static Map<String, Object> tree(Map<String, AttributeValue> item) {
    Map<String, Object> tree = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> tree.put(name, tree(value)));
    return tree;
  }

  private static Map<String, Object> tree(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case BOOL -> Map.of("BOOL", value.bool());
      case M -> Map.of("M", tree(value.m()));
      case L -> Map.of("L", value.l().stream().map(ItemJson::tree).toList());
      case B, SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item has an attribute of this type: " + value);
    };
  }

  static Map<String, AttributeValue> item(Map<?, ?> tree) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    tree.forEach((name, value) -> item.put((String) name, value((Map<?, ?>) value)));
    return item;
  }

  private static AttributeValue value(Map<?, ?> typed) {
    Map.Entry<?, ?> only = typed.entrySet().iterator().next();
    return switch ((String) only.getKey()) {
      case "S" -> AttributeValue.fromS((String) only.getValue());
      case "N" -> AttributeValue.fromN((String) only.getValue());
      case "BOOL" -> AttributeValue.fromBool((Boolean) only.getValue());
      case "M" -> AttributeValue.fromM(item((Map<?, ?>) only.getValue()));
      case "L" -> AttributeValue.fromL(values((List<?>) only.getValue()));
      default -> throw new IllegalArgumentException("not a type of attribute: " + only.getKey());
    };
  }

  private static List<AttributeValue> values(List<?> list) {
    List<AttributeValue> values = new ArrayList<>();
    list.forEach(value -> values.add(value((Map<?, ?>) value)));
    return values;
  }
}
