package dev.drawdown.domain.wallet;

import static java.util.Comparator.comparingInt;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.pool.MemberAllowance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Spreads a cost over buckets.
///
/// The catalog orders the kinds of buckets. Within a kind, the bucket that expires first comes
/// first, then the oldest, then the one with the smallest number.
public sealed interface Drawing {
  /// The buckets cover the cost. A charge draws `parts` in this order.
  record Covered(List<Part> parts) implements Drawing {
    public Covered {
      parts = List.copyOf(parts);
    }
  }

  /// `credits` drawn from one bucket or allowance: at least 1, and at most what is left there.
  record Part(Spendable from, Credits credits) {}

  /// The buckets hold only `available` credits, too few. The charge would take none.
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

  /// The drawdown of a cost that `buckets`, all of one wallet, are known to cover.
  static Drawdown drawdown(Credits cost, List<? extends Bucket> buckets, DrawOrder order) {
    List<Spendable> own = buckets.stream().<Spendable>map(Spendable.Own::new).toList();
    return switch (of(cost, own, order)) {
      case TooLittle(Credits available) ->
          throw new IllegalArgumentException(available + " don't cover " + cost);
      case Covered(List<Part> parts) ->
          new Drawdown(
              parts.stream()
                  .<Draw>map(part -> new Draw.Own(part.from().id(), part.credits()))
                  .toList());
    };
  }

  /// The buckets in draw order.
  static List<Spendable> inOrder(List<Spendable> from, DrawOrder order) {
    Comparator<Spendable> sequence =
        comparingInt((Spendable spendable) -> order.rank(spendable.kind()))
            .thenComparing(spendable -> spendable.expiresAt().orElse(Instant.MAX))
            .thenComparing(Spendable::grantedAt)
            .thenComparingLong(spendable -> spendable.id().number());
    return from.stream().sorted(sequence).toList();
  }

  /// Credits that an account can spend: a bucket of its own, or its allowance in a pool.
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
