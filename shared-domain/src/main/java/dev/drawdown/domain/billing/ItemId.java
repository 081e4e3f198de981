package dev.drawdown.domain.billing;

import dev.drawdown.domain.Identifier;

/// The payment provider's id of one item of a subscription.
public record ItemId(String value) implements Comparable<ItemId> {
  public ItemId {
    Identifier.require("item", value);
  }

  @Override
  public int compareTo(ItemId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
