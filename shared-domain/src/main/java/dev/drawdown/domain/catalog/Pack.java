package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A number of credits, sold once. These credits never expire.
public record Pack(PackId id, String name, Credits credits, Optional<Price> price) {
  public Pack {
    if (credits.isNone()) {
      throw new IllegalArgumentException("a pack holds at least one credit: " + id);
    }
  }

  /// The name of a pack in the catalog.
  public record PackId(String value) {
    public PackId {
      Identifier.require("pack", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The packs on sale. With `planHoldersOnly`, only accounts that pay for a plan may buy them.
  public record Packs(Map<PackId, Pack> byId, boolean planHoldersOnly) {
    public static final Packs NONE = new Packs(Map.of(), false);

    public Packs {
      byId = InOrder.copyOf(byId);
    }
  }

  /// A price: `amount` in the currency's minor unit (cents), and the currency's ISO 4217 code in
  /// lower case.
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

    /// The currency's code as people write it, such as USD.
    public String code() {
      return currency.toUpperCase(Locale.ROOT);
    }

    /// The amount in the currency's major unit, with all digits of the minor unit: 12.00 for 1,200
    /// cents. A currency that ISO 4217 doesn't define has two digits.
    public BigDecimal inMajorUnit() {
      int digits =
          Currency.getAvailableCurrencies().stream()
              .filter(known -> known.getCurrencyCode().equals(code()))
              .mapToInt(Currency::getDefaultFractionDigits)
              .findFirst()
              .orElse(2);
      return BigDecimal.valueOf(amount, Math.max(0, digits));
    }
  }
}
