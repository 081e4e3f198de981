package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;

/// What giving back came to: how much is spendable again, and how much expired because the bucket
/// it came from is gone.
public record Returned(Credits restored, Credits expired) {
  public static final Returned NOTHING = new Returned(Credits.NONE, Credits.NONE);

  /// What a `capture`, `release` or `refund` entry says it gave back to its own wallet.
  public static Returned by(Entry entry) {
    long came =
        entry.postings().stream()
            .filter(Posting::isOwn)
            .mapToLong(Posting::change)
            .filter(change -> change > 0)
            .sum();
    Credits restored = Credits.of(entry.change());
    return new Returned(restored, Credits.of(came).minus(restored));
  }

  public Returned plus(Returned other) {
    return new Returned(restored.plus(other.restored), expired.plus(other.expired));
  }
}
