package dev.drawdown.local.guide;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Pack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A value that a sentence states and an example measures. Both must be equal.
///
/// A [Name] is the catalog's name of a thing, which can't be measured.
sealed interface Figure {
  /// The text for readers. `form` is the text after the colon in the template, or empty.
  String text(String form);

  /// A number: `{left}` is "1,000", `{left:credit}` is "1,000 credits", `{day:th}` is "1st".
  record Count(long number) implements Figure {
    @Override
    public String text(String form) {
      String digits = String.format(Locale.ROOT, "%,d", number);
      return switch (form) {
        case "" -> digits;
        case "th" -> digits + ordinal();
        default -> digits + " " + form + (number == 1 ? "" : "s");
      };
    }

    private String ordinal() {
      long tens = number % 100;
      if (tens >= 11 && tens <= 13) {
        return "th";
      }
      return switch ((int) (number % 10)) {
        case 1 -> "st";
        case 2 -> "nd";
        case 3 -> "rd";
        default -> "th";
      };
    }
  }

  /// A length of time, in the largest unit that fits: "14 days", "36 hours", "15 minutes".
  record Length(Duration duration) implements Figure {
    @Override
    public String text(String form) {
      long minutes = duration.toMinutes();
      if (minutes % (24 * 60) == 0) {
        return new Count(minutes / (24 * 60)).text("day");
      }
      return minutes % 60 == 0
          ? new Count(minutes / 60).text("hour")
          : new Count(minutes).text("minute");
    }
  }

  /// A day in UTC: "1 January 2027".
  record Day(LocalDate date) implements Figure {
    static Day of(Instant instant) {
      return new Day(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    @Override
    public String text(String form) {
      return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(date);
    }
  }

  /// A price: "$65", "€12.50", "CHF 19".
  record Price(long amount, String currency) implements Figure {
    static Price of(Pack.Price price) {
      return new Price(price.amount(), price.currency());
    }

    @Override
    public String text(String form) {
      Pack.Price price = new Pack.Price(amount, currency);
      BigDecimal whole = price.inMajorUnit();
      boolean even = whole.stripTrailingZeros().scale() <= 0;
      String number = String.format(Locale.ROOT, "%,." + (even ? 0 : whole.scale()) + "f", whole);
      return switch (price.code()) {
        case "USD" -> "$" + number;
        case "EUR" -> "€" + number;
        case "GBP" -> "£" + number;
        case "JPY" -> "¥" + number;
        default -> price.code() + " " + number;
      };
    }
  }

  /// A name in the catalog.
  record Name(String value) implements Figure {
    @Override
    public String text(String form) {
      return value;
    }
  }

  static Figure of(long number) {
    return new Count(number);
  }

  static Figure of(Credits credits) {
    return new Count(credits.amount());
  }

  static Figure of(Duration duration) {
    return new Length(duration);
  }

  static Figure of(String name) {
    return new Name(name);
  }
}
