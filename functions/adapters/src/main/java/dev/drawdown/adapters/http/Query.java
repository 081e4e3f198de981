package dev.drawdown.adapters.http;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The query parameters of a call, each known and given at most once.
public record Query(Map<String, String> parameters) {
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// A whole number written in digits alone.
  public OptionalLong number(String name, long min, long max) {
    String text = parameters.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    }
    throw Problem.invalid(name, "must be a whole number from " + min + " to " + max);
  }
}
