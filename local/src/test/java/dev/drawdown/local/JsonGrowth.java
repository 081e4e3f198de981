package dev.drawdown.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares JSON of an earlier release with today's, which may have more fields.
final class JsonGrowth {
  private final List<String> changes = new ArrayList<>();

  private JsonGrowth() {}

  /// What is gone or is another value, each with its path. Lists must be equally long.
  static List<String> changes(Map<?, ?> before, Map<?, ?> today) {
    JsonGrowth growth = new JsonGrowth();
    growth.compare("", before, today);
    return growth.changes;
  }

  private void compare(String path, @Nullable Object before, @Nullable Object today) {
    if (before instanceof Map<?, ?> fields && today instanceof Map<?, ?> grown) {
      fields.forEach((name, value) -> compare(path + "." + name, value, grown.get(name)));
    } else if (before instanceof List<?> list
        && today instanceof List<?> other
        && list.size() == other.size()) {
      for (int index = 0; index < list.size(); index++) {
        compare(path + "." + index, list.get(index), other.get(index));
      }
    } else if (!Objects.equals(before, today)) {
      changes.add("%s was %s and is %s".formatted(path, before, today));
    }
  }
}
