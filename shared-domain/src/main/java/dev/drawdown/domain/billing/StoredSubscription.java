package dev.drawdown.domain.billing;

/// A subscription as stored: the known facts, and the number of its writes, from 1.
public record StoredSubscription(Subscription subscription, long revision) {
  public StoredSubscription {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions are counted from 1: " + revision);
    }
  }
}
