package dev.drawdown.domain.wallet;

import static java.util.Comparator.comparingInt;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Spreads a cost over what there is to spend from: by the catalog's order of kinds, within a kind
/// the soonest to expire first, then the oldest, then by number.
public sealed interface Drawing {
  /// The buckets cover the cost.
  record Covered(Drawdown drawdown) implements Drawing {}

  /// The buckets hold only `available`, too little. Nothing would be taken.
  record TooLittle(Credits available) implements Drawing {}

  static Drawing of(Credits cost, List<Spendable> from, DrawOrder order) {
    List<Draw> draws = new ArrayList<>();
    Credits missing = cost;
    for (Spendable spendable : inOrder(from, order)) {
      Credits part = spendable.remaining().min(missing);
      if (!part.isNone()) {
        draws.addAll(spendable.draw(part));
        missing = missing.minus(part);
      }
    }
    return missing.isNone() ? new Covered(new Drawdown(draws)) : new TooLittle(cost.minus(missing));
  }

  /// The buckets in the order in which they are drawn.
  static List<Spendable> inOrder(List<Spendable> from, DrawOrder order) {
    Comparator<Spendable> sequence =
        comparingInt((Spendable spendable) -> order.rank(spendable.kind()))
            .thenComparing(spendable -> spendable.expiresAt().orElse(Instant.MAX))
            .thenComparing(Spendable::grantedAt)
            .thenComparingLong(spendable -> spendable.id().number());
    return from.stream().sorted(sequence).toList();
  }
}
