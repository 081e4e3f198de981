package dev.drawdown.domain.topup;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Everything that was told of one payment for a pack: what it was credited as, once, and what of
/// it was clawed back. Either may be told first.
public record Payment(PaymentId id, Optional<Credited> credited, List<Reversal> reversals) {
  public Payment {
    reversals = reversals.stream().sorted((one, two) -> one.id().compareTo(two.id())).toList();
    if (reversals.stream().map(Reversal::id).distinct().count() < reversals.size()) {
      throw new IllegalArgumentException("a reversal is listed twice: " + reversals);
    }
  }

  /// A payment of which nothing is known.
  public static Payment unheardOf(PaymentId id) {
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

  /// Whether it was credited without anybody saying how much it was.
  public boolean isOfUnknownAmount() {
    return credited.filter(known -> known.paid().isEmpty()).isPresent();
  }

  /// How much of the pack is to be clawed back: the part of the payment that was reversed, rounded
  /// down.
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
}
