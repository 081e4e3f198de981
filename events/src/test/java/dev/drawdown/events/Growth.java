package dev.drawdown.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compares a schema with the released one. A schema may have new optional fields and other
/// descriptions. Any other difference is an objection.
final class Growth {
  private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");
  private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs");
  private static final Set<String> SCHEMAS = Set.of("items");

  private final List<String> objections = new ArrayList<>();

  private Growth() {}

  static List<String> objections(JsonNode released, JsonNode now) {
    Growth growth = new Growth();
    growth.compare("", released, now);
    return growth.objections;
  }

  private void compare(String place, JsonNode released, JsonNode now) {
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    now.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(WORDS);
    for (String keyword : keywords) {
      compare(place, keyword, released.path(keyword), now.path(keyword));
    }
  }

  private void compare(String place, String keyword, JsonNode released, JsonNode now) {
    String below = place + "/" + keyword;
    if (NAMED_SCHEMAS.contains(keyword)) {
      compareMembers(below, released, now);
    } else if (SCHEMAS.contains(keyword) && released.isObject() && now.isObject()) {
      compare(below, released, now);
    } else if (released.isMissingNode()) {
      objections.add(below + " is new");
    } else if (now.isMissingNode()) {
      objections.add(below + " is gone");
    } else if (!released.equals(now)) {
      objections.add(below + " was " + released + " and is " + now);
    }
  }

  private void compareMembers(String place, JsonNode released, JsonNode now) {
    for (Map.Entry<String, JsonNode> member : released.properties()) {
      String below = place + "/" + member.getKey();
      if (now.has(member.getKey())) {
        compare(below, member.getValue(), now.get(member.getKey()));
      } else {
        objections.add(below + " is gone");
      }
    }
  }
}
