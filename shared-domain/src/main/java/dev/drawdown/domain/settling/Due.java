package dev.drawdown.domain.settling;

import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Coverage;
import dev.drawdown.domain.wallet.Hold;
import dev.drawdown.domain.wallet.Standing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that becomes true by time alone.
///
/// The order of the record types is their order at one instant: what a period leaves is settled
/// before the account's standing, and that before holds expire.
sealed interface Due {
  Instant at();

  /// The period of a plan that nobody pays for ends, and the next one starts where there is one.
  record PeriodEnd(Bucket.Plan plan) implements Due {
    @Override
    public Instant at() {
      return plan.endsAt();
    }
  }

  /// A subscription is over, and what it had paid for is cleared.
  record TermEnd(Instant at, Term term, Bucket.Plan plan) implements Due {}

  /// The first cell of a pool has another plan than this one knows of, or none.
  record Following(Instant at, Wallet lead) implements Due {}

  /// Grace is over, or the term is in which the account was suspended.
  record StandingChange(Instant at, Standing to) implements Due {}

  /// Nobody captured or released a hold in time.
  record HoldExpiry(Hold hold) implements Due {
    @Override
    public Instant at() {
      return hold.expiresAt();
    }
  }

  /// What falls due next, whenever that is, where those who don't pay have `grace`.
  static Optional<Due> next(Wallet wallet, Duration grace) {
    Stream<Due> ends = wallet.paidPlan().isPresent() ? termEnd(wallet) : periodEnd(wallet);
    Stream<Due> expiries = wallet.holds().stream().map(HoldExpiry::new);
    return first(Stream.of(ends, standing(wallet, grace), expiries).flatMap(due -> due));
  }

  /// What falls due next in another cell of a pool than the first, which is `lead`, settled.
  static Optional<Due> next(Wallet follower, Wallet lead) {
    Stream<Due> change =
        Follow.isInStep(follower, lead)
            ? Stream.empty()
            : Stream.of(new Following(lead.lead().changedAt(), lead));
    Stream<Due> expiries = follower.holds().stream().map(HoldExpiry::new);
    return first(Stream.concat(change, expiries));
  }

  private static Optional<Due> first(Stream<Due> all) {
    return all.min(Comparator.comparing(Due::at).thenComparingLong(Due::rank));
  }

  private static Stream<Due> periodEnd(Wallet wallet) {
    return wallet.plan().stream().map(PeriodEnd::new);
  }

  private static Stream<Due> termEnd(Wallet wallet) {
    Term term = wallet.coverage().term().orElseThrow();
    Bucket.Plan plan = wallet.paidPlan().orElseThrow();
    return term.clearsAt().stream().map(at -> new TermEnd(at, term, plan));
  }

  private static Stream<Due> standing(Wallet wallet, Duration grace) {
    Coverage coverage = wallet.coverage();
    Optional<Instant> suspendsAt = coverage.suspendsAt(grace);
    if (wallet.paidPlan().isPresent() && coverage.standing() != Standing.SUSPENDED) {
      Stream<Due> suspension =
          suspendsAt.stream().map(at -> new StandingChange(at, Standing.SUSPENDED));
      return Stream.concat(suspension, release(coverage));
    }
    return release(coverage);
  }

  private static Stream<Due> release(Coverage coverage) {
    return coverage.standing() == Standing.ACTIVE
        ? Stream.empty()
        : coverage.term().flatMap(Term::clearsAt).stream()
            .map(at -> new StandingChange(at, Standing.ACTIVE));
  }

  private long rank() {
    return switch (this) {
      case PeriodEnd _, TermEnd _, Following _ -> -1;
      case StandingChange _ -> 0;
      case HoldExpiry(Hold hold) -> hold.entry();
    };
  }
}
