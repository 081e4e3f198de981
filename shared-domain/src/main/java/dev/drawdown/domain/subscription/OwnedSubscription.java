package dev.drawdown.domain.subscription;

import dev.drawdown.domain.Owner;

/// A subscription as it is stored: whose it is, for ever, and how often it was written, from 1.
public record OwnedSubscription(Owner owner, Subscription subscription, long revision) {
  public OwnedSubscription {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions are counted from 1: " + revision);
    }
  }
}
