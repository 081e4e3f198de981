package dev.drawdown.domain;

/// A pool that several accounts draw from: the product's own name for it.
public record PoolId(String value) implements Owner {
  /// A pool has at most this many wallets.
  public static final int MAX_WALLETS = 16;

  public PoolId {
    Identifier.require("pool", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
