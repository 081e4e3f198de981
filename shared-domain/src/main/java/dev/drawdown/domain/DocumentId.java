package dev.drawdown.domain;

/// The product's name for the document that an action works on: 1 to 128 visible ASCII characters.
public record DocumentId(String value) {
  /// The end of the error message about a text that isn't a document's name.
  public static final String RULE = "must be 1 to 128 visible ASCII characters";

  private static final int LONGEST = 128;

  public DocumentId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("document " + RULE + ": " + value);
    }
  }

  public static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(character -> character > ' ' && character < 0x7f);
  }

  @Override
  public String toString() {
    return value;
  }
}
