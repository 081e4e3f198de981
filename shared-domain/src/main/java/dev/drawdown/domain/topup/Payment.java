package dev.drawdown.domain.topup;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The known facts about one payment for a pack: the credited pack, and the reversals. They may
/// arrive in either order.
public record Payment(PaymentId id, Optional<Credited> credited, List<Reversal> reversals) {
  public Payment {
    reversals = reversals.stream().sorted((one, two) -> one.id().compareTo(two.id())).toList();
    if (reversals.stream().map(Reversal::id).distinct().count() < reversals.size()) {
      throw new IllegalArgumentException("a reversal is listed twice: " + reversals);
    }
  }

  /// A payment without known facts.
  public static Payment unknown(PaymentId id) {
    return new Payment(id, Optional.empty(), List.of());
  }

  public Payment credited(Credited as) {
    if (credited.isPresent()) {
      throw new IllegalArgumentException("payment " + id + " was credited before");
    }
    return new Payment(id, Optional.of(as), reversals);
  }

  public Payment with(Reversal reversal) {
    Reversal joined =
        reversals.stream()
            .filter(known -> known.id().equals(reversal.id()))
            .findFirst()
            .map(reversal::join)
            .orElse(reversal);
    Stream<Reversal> others = reversals.stream().filter(known -> !known.id().equals(reversal.id()));
    return new Payment(id, credited, Stream.concat(others, Stream.of(joined)).toList());
  }

  /// Whether a reversal counts, but its part of the pack can't be computed, because the payment's
  /// amount isn't known.
  boolean isReversedByUnknownPart() {
    return credited.filter(known -> known.paid().isEmpty()).isPresent()
        && reversals.stream().anyMatch(known -> !known.reinstated());
  }

  /// The credits of the pack to claw back: the reversed part of the payment, rounded down.
  public Credits reversed() {
    OptionalLong paid = credited.map(Credited::paid).orElse(OptionalLong.empty());
    if (paid.isEmpty()) {
      return Credits.NONE;
    }
    BigInteger total = BigInteger.valueOf(paid.getAsLong());
    BigInteger amount =
        reversals.stream()
            .filter(known -> !known.reinstated())
            .map(known -> BigInteger.valueOf(known.amount()))
            .reduce(BigInteger.ZERO, BigInteger::add)
            .min(total);
    BigInteger credits = BigInteger.valueOf(credited.get().credits().amount());
    return Credits.of(credits.multiply(amount).divide(total).longValueExact());
  }

  /// The pack that a payment was credited as: its owner, its bucket, and the paid amount in the
  /// currency's minor unit.
  ///
  /// A reversal states an amount but not the payment's total, so it is a part of `paid`. If neither
  /// the checkout nor the catalog states the total, the service can't compute that part.
  public record Credited(
      AccountId owner, PackId pack, long bucket, Credits credits, OptionalLong paid) {
    public Credited {
      if (paid.isPresent() && paid.getAsLong() < 1) {
        throw new IllegalArgumentException("a payment has an amount of at least 1: " + paid);
      }
    }
  }

  /// A refund or a dispute of `amount` out of a payment, in the currency's minor unit.
  ///
  /// A won dispute or a failed refund makes it `reinstated`. From then on it takes no credits, even
  /// if another message arrives later. If only the reinstatement is known, the amount is 0.
  public record Reversal(ReversalId id, long amount, boolean reinstated) {
    public Reversal {
      if (amount < 0) {
        throw new IllegalArgumentException("a reversal must not be negative: " + amount);
      }
    }

    public static Reversal taking(ReversalId id, long amount) {
      return new Reversal(id, amount, false);
    }

    public static Reversal reinstated(ReversalId id) {
      return new Reversal(id, 0, true);
    }

    /// The result of two messages about one reversal.
    Reversal join(Reversal other) {
      return new Reversal(id, Math.max(amount, other.amount), reinstated || other.reinstated);
    }
  }

  /// The provider's id of a refund or a dispute.
  public record ReversalId(String value) implements Comparable<ReversalId> {
    public ReversalId {
      Identifier.require("reversal", value);
    }

    @Override
    public int compareTo(ReversalId other) {
      return value.compareTo(other.value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A payment as stored. `revision` counts its writes, from 1.
  public record StoredPayment(Payment payment, long revision) {
    public StoredPayment {
      if (revision < 1) {
        throw new IllegalArgumentException("revisions are counted from 1: " + revision);
      }
    }
  }
}
