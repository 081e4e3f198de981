package dev.drawdown.adapters.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of a function as the gateway would send it.
public record Reply(
    int status, Map<String, Object> headers, String text, Map<String, Object> body) {
  @SuppressWarnings("unchecked")
  static Reply of(Map<String, Object> response) throws IOException {
    String text = (String) response.getOrDefault("body", "");
    return new Reply(
        (Integer) response.get("statusCode"),
        (Map<String, Object>) response.get("headers"),
        text,
        text.isEmpty() ? Map.of() : JSON.std.mapFrom(text));
  }

  /// The value at a path such as `balance.buckets.0.remaining`, or null.
  public @Nullable Object at(String path) {
    Object value = body;
    for (String step : path.split("\\.", -1)) {
      value =
          switch (value) {
            case Map<?, ?> object -> object.get(step);
            case List<?> list -> item(list, Integer.parseInt(step));
            case null, default -> null;
          };
    }
    return value;
  }

  private static @Nullable Object item(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }
}
