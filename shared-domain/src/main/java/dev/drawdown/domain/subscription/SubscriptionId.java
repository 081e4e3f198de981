package dev.drawdown.domain.subscription;

import dev.drawdown.domain.Identifier;

/// The payment provider's id of a subscription, unique over all accounts.
public record SubscriptionId(String value) implements Comparable<SubscriptionId> {
  public SubscriptionId {
    Identifier.require("subscription", value);
  }

  @Override
  public int compareTo(SubscriptionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
