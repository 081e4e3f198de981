package dev.drawdown.domain.settling;

import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Hold;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that becomes true by time alone.
///
/// The order of the record types is their order at one instant: periods end before holds expire.
sealed interface Due {
  Instant at();

  /// A plan's period ends, and the next one starts where there is one.
  record PeriodEnd(Bucket.Plan plan) implements Due {
    @Override
    public Instant at() {
      return plan.endsAt();
    }
  }

  /// Nobody captured or released a hold in time.
  record HoldExpiry(Hold hold) implements Due {
    @Override
    public Instant at() {
      return hold.expiresAt();
    }
  }

  /// What falls due next, whenever that is.
  static Optional<Due> next(Wallet wallet) {
    Stream<Due> ends = wallet.plan().stream().map(PeriodEnd::new);
    Stream<Due> expiries = wallet.holds().stream().map(HoldExpiry::new);
    return Stream.concat(ends, expiries)
        .min(Comparator.comparing(Due::at).thenComparingLong(Due::rank));
  }

  private long rank() {
    return switch (this) {
      case PeriodEnd _ -> 0;
      case HoldExpiry(Hold hold) -> hold.entry();
    };
  }
}
