package dev.drawdown.domain;

/// A line of text in a person's words, such as a reason or an operator's name.
///
/// It isn't blank, has a largest length, and has no control characters. So it can't break a line of
/// a log or of a list.
public final class TextLine {
  private TextLine() {}

  public static boolean isValid(String text, int most) {
    return !text.isBlank()
        && text.length() <= most
        && text.chars().noneMatch(Character::isISOControl);
  }

  /// The end of the error message about a text that isn't a line of at most `most` characters.
  public static String rule(int most) {
    return "must be 1 to " + most + " characters without control characters";
  }
}
