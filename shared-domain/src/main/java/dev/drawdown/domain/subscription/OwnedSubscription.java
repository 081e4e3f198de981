package dev.drawdown.domain.subscription;

import dev.drawdown.domain.AccountId;

/// A subscription as it is stored: whose it is, for ever, and how often it was written, from 1.
public record OwnedSubscription(AccountId owner, Subscription subscription, long revision) {
  public OwnedSubscription {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions are counted from 1: " + revision);
    }
  }
}
