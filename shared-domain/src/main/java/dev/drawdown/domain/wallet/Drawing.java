package dev.drawdown.domain.wallet;

import static java.util.Comparator.comparingInt;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Spreads a cost over buckets: by the catalog's order of kinds, within a kind the soonest to lapse
/// first, then the oldest, then by number.
public sealed interface Drawing {
  /// The buckets cover the cost.
  record Covered(Drawdown drawdown) implements Drawing {}

  /// The buckets hold only `available`, too little. Nothing would be taken.
  record TooLittle(Credits available) implements Drawing {}

  static Drawing of(Credits cost, List<Bucket> buckets, DrawOrder order) {
    List<Draw> draws = new ArrayList<>();
    Credits missing = cost;
    for (Bucket bucket : inOrder(buckets, order)) {
      Credits part = bucket.remaining().min(missing);
      if (!part.isNone()) {
        draws.add(new Draw(bucket.id(), part));
        missing = missing.minus(part);
      }
    }
    return missing.isNone() ? new Covered(new Drawdown(draws)) : new TooLittle(cost.minus(missing));
  }

  /// The buckets in the order in which they are drawn.
  static List<Bucket> inOrder(List<Bucket> buckets, DrawOrder order) {
    Comparator<Bucket> sequence =
        comparingInt((Bucket bucket) -> order.rank(bucket.kind()))
            .thenComparing(bucket -> bucket.lapsesAt().orElse(Instant.MAX))
            .thenComparing(Bucket::grantedAt)
            .thenComparingLong(Bucket::number);
    return buckets.stream().sorted(sequence).toList();
  }
}
