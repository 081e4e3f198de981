package dev.drawdown.domain.subscription;

import dev.drawdown.domain.Identifier;

/// The payment provider's id of one event.
public record ProviderEventId(String value) implements Comparable<ProviderEventId> {
  public ProviderEventId {
    Identifier.require("event", value);
  }

  @Override
  public int compareTo(ProviderEventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
