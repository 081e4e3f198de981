package dev.drawdown.domain;

/// An owner of credits: an account, or a pool that several accounts share.
public sealed interface Owner permits AccountId, PoolId {
  String value();
}
