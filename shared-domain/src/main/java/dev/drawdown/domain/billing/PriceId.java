package dev.drawdown.domain.billing;

import dev.drawdown.domain.Identifier;

/// The payment provider's id of a price.
public record PriceId(String value) implements Comparable<PriceId> {
  public PriceId {
    Identifier.require("price", value);
  }

  @Override
  public int compareTo(PriceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
