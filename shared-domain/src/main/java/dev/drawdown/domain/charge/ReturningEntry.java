package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.ledger.Entry;

/// A `capture`, `release` or `refund` entry, which gave credits back to buckets of its own wallet.
///
/// V1: a frozen bucket and a displaced month of the default plan keep the credits returned to them.
/// The result depends on the entry alone. So the expiry of a hold has the same result whenever
/// somebody asks, even if the buckets have changed since.
public record ReturningEntry(Entry entry) {
  public Returned returned() {
    Credits restored = Credits.of(entry.change()).plus(entry.kept());
    return new Returned(restored, came().minus(restored));
  }

  private Credits came() {
    return entry.postings().stream()
        .filter(posting -> posting.isOwn() && posting.change() > 0)
        .map(posting -> Credits.of(posting.change()))
        .reduce(Credits.NONE, Credits::plus);
  }
}
