package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// The query parameters of a call. Each is known and given at most once.
public record Query(Map<String, String> parameters) {
  /// Reads the parameters of `event`. Refuses the first unknown or repeated one.
  ///
  /// The gateway joins the values of a repeated parameter with a comma. Only the raw query shows
  /// the difference from one value with a comma.
  static Query of(APIGatewayV2HTTPEvent event, Set<String> known) {
    Map<String, String> given =
        Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of());
    List<String> names = names(Optional.ofNullable(event.getRawQueryString()).orElse(""));
    Stream.concat(given.keySet().stream(), names.stream())
        .filter(name -> !known.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(name -> refuse(name, "is not a parameter of this call"));
    names.stream()
        .filter(name -> Collections.frequency(names, name) > 1)
        .sorted()
        .findFirst()
        .ifPresent(name -> refuse(name, "is given more than once"));
    return new Query(given);
  }

  private static List<String> names(String rawQuery) {
    return Stream.of(rawQuery.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> decoded(pair.split("=", 2)[0]))
        .toList();
  }

  /// A name that can't be decoded stays as it is and matches no parameter.
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return name;
    }
  }

  private static void refuse(String name, String reason) {
    throw Problem.invalid(name.isEmpty() ? "query" : name, reason);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// A whole number, written in digits only.
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
