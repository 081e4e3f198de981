package dev.drawdown.domain;

/// The product's name for the document that an action works on: 1 to 128 visible ASCII characters.
public record DocumentId(String value) {
  private static final int LONGEST = 128;

  public DocumentId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "document must be 1 to 128 visible ASCII characters: " + value);
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
