package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
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
  }
}
