package dev.drawdown.domain;

import java.util.regex.Pattern;

/// The alphabet of names: 1 to 128 of `A-Z a-z 0-9 . _ : @ | + = ~ -`, but not `.` or `..`.
///
/// Subjects of common identity providers are valid names. Names need no escaping in a header or in
/// a table key. A URL percent-encodes them as usual. The names `.` and `..` would lead to another
/// path.
public final class Identifier {
  /// The end of the error message about a text that isn't a name.
  public static final String RULE =
      "must be 1 to 128 of A-Z a-z 0-9 . _ : @ | + = ~ - and not . or ..";

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}\\z)[A-Za-z0-9._:@|+=~-]{1,128}");

  private Identifier() {}

  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /// Returns `text` if it is a name. Otherwise throws an exception that calls the text `kind`, such
  /// as `account`.
  public static String require(String kind, String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(kind + " " + RULE + ": " + text);
    }
    return text;
  }
}
