package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Move;

/// What giving back came to: how much is spendable again, and how much lapsed because the bucket it
/// came from is gone.
public record Returned(Credits restored, Credits lapsed) {
  public static final Returned NOTHING = new Returned(Credits.NONE, Credits.NONE);

  /// What a `capture`, `release` or `refund` entry says it gave back to its own wallet.
  public static Returned by(Entry entry) {
    long came =
        entry.moves().stream()
            .filter(Move::isOwn)
            .mapToLong(Move::change)
            .filter(change -> change > 0)
            .sum();
    Credits restored = Credits.of(entry.change());
    return new Returned(restored, Credits.of(came).minus(restored));
  }

  public Returned plus(Returned other) {
    return new Returned(restored.plus(other.restored), lapsed.plus(other.lapsed));
  }
}
