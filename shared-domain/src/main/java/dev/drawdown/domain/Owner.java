package dev.drawdown.domain;

/// Who holds credits: an account, or a pool that accounts draw from together.
public sealed interface Owner permits AccountId, PoolId {
  String value();
}
