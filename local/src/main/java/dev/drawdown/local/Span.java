package dev.drawdown.local;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time in days of the calendar and in hours, such as `P1M`, `P1DT2H` or `PT15M`. Never
/// negative.
record Span(Period days, Duration hours) {
  private static final Pattern FORMAT =
      Pattern.compile("(P(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?(?:\\d+D)?)(T[0-9HMS.]+)?");

  /// Throws an [IllegalArgumentException] or a [java.time.DateTimeException].
  static Span parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be a length of time such as P1M or PT15M: " + text);
    }
    String days = matcher.group(1);
    String hours = matcher.group(2);
    if (hours == null) {
      return new Span(Period.parse(days), Duration.ZERO);
    }
    Duration duration = Duration.parse("P" + hours);
    return new Span(days.equals("P") ? Period.ZERO : Period.parse(days), duration);
  }

  /// In UTC; where a month is too short, its last day.
  Instant after(Instant start) {
    return start.atZone(ZoneOffset.UTC).plus(days).plus(hours).toInstant();
  }
}
