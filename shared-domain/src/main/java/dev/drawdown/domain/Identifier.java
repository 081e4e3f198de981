package dev.drawdown.domain;

import java.util.regex.Pattern;

/// The alphabet of names: 1 to 128 of `A-Z a-z 0-9 . _ : @ | + = ~ -`, but not `.` or `..`.
///
/// The subjects that common identity providers give are names. None needs escaping in a header or a
/// table key. In a URL they are percent-encoded as usual; `.` and `..` would lead to another path.
public final class Identifier {
  /// What is said of a text that is no name.
  public static final String RULE =
      "must be 1 to 128 of A-Z a-z 0-9 . _ : @ | + = ~ - and not . or ..";

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}\\z)[A-Za-z0-9._:@|+=~-]{1,128}");

  private Identifier() {}

  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /// Returns `text`, or refuses it by naming what it was meant to be.
  public static String require(String what, String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(what + " " + RULE + ": " + text);
    }
    return text;
  }
}
