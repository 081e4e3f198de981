package dev.drawdown.domain.topup;

import dev.drawdown.domain.Identifier;

/// The provider's name of a refund or a dispute.
public record ReversalId(String value) implements Comparable<ReversalId> {
  public ReversalId {
    Identifier.require("reversal", value);
  }

  @Override
  public int compareTo(ReversalId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
