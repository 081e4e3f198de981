package dev.drawdown.domain.wallet;

import static java.util.Comparator.comparingInt;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.MemberAllowance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Spreads a cost over what there is to spend from: by the catalog's order of kinds, within a kind
/// the soonest to expire first, then the oldest, then by number.
public sealed interface Drawing {
  /// The buckets cover the cost: `parts` are drawn, in this order.
  record Covered(List<Part> parts) implements Drawing {
    public Covered {
      parts = List.copyOf(parts);
    }
  }

  /// How many credits are drawn from one of them: at least 1, and at most what remains.
  record Part(Spendable from, Credits credits) {}

  /// The buckets hold only `available`, too little. Nothing would be taken.
  record TooLittle(Credits available) implements Drawing {}

  static Drawing of(Credits cost, List<Spendable> from, DrawOrder order) {
    List<Part> parts = new ArrayList<>();
    Credits missing = cost;
    for (Spendable spendable : inOrder(from, order)) {
      Credits part = spendable.remaining().min(missing);
      if (!part.isNone()) {
        parts.add(new Part(spendable, part));
        missing = missing.minus(part);
      }
    }
    return missing.isNone() ? new Covered(parts) : new TooLittle(cost.minus(missing));
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

  /// Something that an account can spend from, as it sees it: a bucket of its own, or its part of a
  /// pool.
  sealed interface Spendable permits Spendable.Own, MemberAllowance {
    BucketId id();

    Credits granted();

    Credits remaining();

    Instant grantedAt();

    Optional<Instant> expiresAt();

    default BucketKind kind() {
      return id().kind();
    }

    record Own(Bucket bucket) implements Spendable {
      @Override
      public BucketId id() {
        return bucket.id();
      }

      @Override
      public Credits granted() {
        return bucket.granted();
      }

      @Override
      public Credits remaining() {
        return bucket.remaining();
      }

      @Override
      public Instant grantedAt() {
        return bucket.grantedAt();
      }

      @Override
      public Optional<Instant> expiresAt() {
        return bucket.expiresAt();
      }
    }
  }
}
