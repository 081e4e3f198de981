package dev.drawdown.domain;

/// A pool that several accounts draw from. The product chooses the name.
public record PoolId(String value) implements Owner {
  /// The largest number of wallets that a pool has.
  public static final int MAX_WALLETS = 16;

  public PoolId {
    Identifier.require("pool", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
