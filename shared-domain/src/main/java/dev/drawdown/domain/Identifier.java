package dev.drawdown.domain;

import java.util.regex.Pattern;

/// The alphabet of names: 1 to 128 of `A-Z a-z 0-9 . _ : @ -`.
///
/// Nothing in it needs escaping in a URL, a header or a table key, so a name is the same
/// everywhere.
public final class Identifier {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

  private Identifier() {}

  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /// Returns `text`, or refuses it by naming what it was meant to be.
  public static String require(String what, String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(what + " must match " + NAME + ": " + text);
    }
    return text;
  }
}
