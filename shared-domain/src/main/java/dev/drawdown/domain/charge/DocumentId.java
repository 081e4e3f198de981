package dev.drawdown.domain.charge;

/// The document that an action works on, in the product's own words: 1 to 128 visible ASCII
/// characters.
public record DocumentId(String value) {
  public DocumentId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "document must be 1 to 128 visible ASCII characters: " + value);
    }
  }

  public static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= 128
        && text.chars().allMatch(character -> character > ' ' && character < 0x7f);
  }

  @Override
  public String toString() {
    return value;
  }
}
