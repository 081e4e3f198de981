package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Pack.Price;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Fields that several parts of a catalog share, with their bounds.
final class CatalogFields {
  static final long MAX_CREDITS = 1_000_000_000_000L;

  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final int MAX_NAME = 100;
  private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");
  private static final Pattern GRACE = Pattern.compile("P(\\d{1,3}D|T\\d{1,4}H)");

  private CatalogFields() {}

  /// Reads an array of objects with unique ids and no unknown fields.
  static <K, V> Map<K, V> byId(
      JsonObject json, String field, Function<JsonObject, V> read, Function<V, K> id) {
    Map<K, V> byId = new LinkedHashMap<>();
    for (JsonObject element : json.objects(field)) {
      V value = read.apply(element);
      element.requireNoMore();
      if (byId.put(id.apply(value), value) != null) {
        throw element.problem("id", "is there twice: " + id.apply(value));
      }
    }
    return byId;
  }

  static String name(JsonObject json) {
    String name = json.text("name");
    if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_NAME) {
      throw json.problem("name", "must be 1 to " + MAX_NAME + " characters and not blank");
    }
    return name;
  }

  static Optional<Credits> credits(JsonObject json, String field, long min) {
    return json.optionalNumber(field, min, MAX_CREDITS).stream().mapToObj(Credits::of).findAny();
  }

  /// Whole days or whole hours, up to 366 days.
  static Optional<Duration> grace(JsonObject json, String field) {
    Optional<String> text = json.optionalText(field);
    Optional<Duration> grace =
        text.filter(given -> GRACE.matcher(given).matches())
            .map(Duration::parse)
            .filter(given -> given.compareTo(Duration.ofDays(366)) <= 0);
    if (text.isPresent() && grace.isEmpty()) {
      throw json.problem(field, "must be whole days or hours up to 366 days, such as P14D");
    }
    return grace;
  }

  /// Refuses a `minimumGrace` longer than the `grace` that it belongs to.
  static Optional<Duration> minimumGrace(JsonObject json, Duration grace) {
    Optional<Duration> minimum = grace(json, "minimumGrace");
    if (minimum.filter(least -> least.compareTo(grace) > 0).isPresent()) {
      throw json.problem("minimumGrace", "is longer than grace");
    }
    return minimum;
  }

  static Optional<Price> price(JsonObject json) {
    return json.optionalObject("price").map(CatalogFields::readPrice);
  }

  private static Price readPrice(JsonObject json) {
    long amount = json.number("amount", 0, MAX_AMOUNT);
    String currency = json.text("currency");
    if (!CURRENCY.matcher(currency).matches()) {
      throw json.problem("currency", "must be three lower-case letters, such as usd");
    }
    json.requireNoMore();
    return new Price(amount, currency);
  }
}
