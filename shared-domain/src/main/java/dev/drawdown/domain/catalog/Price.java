package dev.drawdown.domain.catalog;

/// What something is sold for: `amount` in the currency's minor unit (cents), and its ISO 4217 code
/// in lower case.
public record Price(long amount, String currency) {
  public Price {
    if (amount < 0) {
      throw new IllegalArgumentException("a price must not be negative: " + amount);
    }
    if (!currency.matches("[a-z]{3}")) {
      throw new IllegalArgumentException(
          "a currency is three lower-case letters, such as usd: " + currency);
    }
  }
}
