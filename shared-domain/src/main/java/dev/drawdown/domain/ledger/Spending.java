package dev.drawdown.domain.ledger;

import java.util.List;

/// The spent part of a charge before an entry and after it.
///
/// An open hold has spent nothing. A capture spends the credits that it keeps, and a refund leaves
/// none spent. Returned credits count as returned, even if they expire at once.
public record Spending(Drawdown before, Drawdown after) {
  public static final Spending NONE = new Spending(Drawdown.NOTHING, Drawdown.NOTHING);

  /// The usage that an entry adds to its wallet.
  ///
  /// `charges` is 1 if the entry is the first to spend credits of a charge, -1 if it gives the
  /// charge back, and otherwise 0. `credits` are the credits that this wallet's own buckets spent,
  /// negative if they are given back.
  public record Tally(int charges, long credits) {
    public static final Tally NONE = new Tally(0, 0);

    /// Whether the entry adds no usage.
    public boolean isNone() {
      return equals(NONE);
    }
  }

  /// The tally of the entry in the account's wallet. It counts the charge even if a pool pays all
  /// of it.
  public Tally inAccount() {
    return new Tally(count(after.draws()) - count(before.draws()), own(after) - own(before));
  }

  /// The tally of the entry in a shard of a pool. If several shards pay for one charge, the first
  /// of them counts it.
  public Tally inPool(WalletId shard) {
    long credits = paidBy(shard, after) - paidBy(shard, before);
    List<Draw.Pooled> payers = after.pooled().isEmpty() ? before.pooled() : after.pooled();
    boolean first = !payers.isEmpty() && payers.getFirst().wallet().equals(shard);
    return new Tally(first ? count(after.pooled()) - count(before.pooled()) : 0, credits);
  }

  private static int count(List<?> draws) {
    return draws.isEmpty() ? 0 : 1;
  }

  private static long own(Drawdown drawdown) {
    return drawdown.draws().stream()
        .filter(Draw.Own.class::isInstance)
        .mapToLong(draw -> draw.credits().amount())
        .sum();
  }

  private static long paidBy(WalletId shard, Drawdown drawdown) {
    return drawdown.pooled().stream()
        .filter(draw -> draw.wallet().equals(shard))
        .mapToLong(draw -> draw.credits().amount())
        .sum();
  }
}
