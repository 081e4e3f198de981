package dev.drawdown.domain.billing;

import dev.drawdown.domain.Identifier;

/// The payment provider's id of one item of a subscription.
public record ItemId(String value) {
  public ItemId {
    Identifier.require("item", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
