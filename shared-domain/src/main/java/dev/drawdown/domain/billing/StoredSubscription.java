package dev.drawdown.domain.billing;

/// A subscription as it is stored: the facts that were told of it, and how often it was written,
/// from 1.
public record StoredSubscription(Subscription subscription, long revision) {
  public StoredSubscription {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions are counted from 1: " + revision);
    }
  }
}
