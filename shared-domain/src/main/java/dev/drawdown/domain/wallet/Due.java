package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.subscription.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that becomes true by time alone.
///
/// The order of the record types is their order at one instant: what a period leaves is advanced
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
  static Optional<Due> next(BilledWallet<?> wallet, Duration grace) {
    Stream<Due> ends = wallet.paidPlan().isPresent() ? termEnd(wallet) : periodEnd(wallet);
    Stream<Due> expiries = wallet.holds().stream().map(HoldExpiry::new);
    return first(Stream.of(ends, standing(wallet, grace), expiries).flatMap(due -> due));
  }

  private static Optional<Due> first(Stream<Due> all) {
    return all.min(Comparator.comparing(Due::at).thenComparingLong(Due::rank));
  }

  private static Stream<Due> periodEnd(BilledWallet<?> wallet) {
    return wallet.plan().stream().map(PeriodEnd::new);
  }

  private static Stream<Due> termEnd(BilledWallet<?> wallet) {
    Term term = wallet.billing().term().orElseThrow();
    Bucket.Plan plan = wallet.paidPlan().orElseThrow();
    return term.clearsAt().stream().map(at -> new TermEnd(at, term, plan));
  }

  private static Stream<Due> standing(BilledWallet<?> wallet, Duration grace) {
    BillingState billing = wallet.billing();
    Optional<Instant> suspendsAt = billing.suspendsAt(grace);
    if (wallet.paidPlan().isPresent() && billing.standing() != Standing.SUSPENDED) {
      Stream<Due> suspension =
          suspendsAt.stream().map(at -> new StandingChange(at, Standing.SUSPENDED));
      return Stream.concat(suspension, release(billing));
    }
    return release(billing);
  }

  private static Stream<Due> release(BillingState billing) {
    return billing.standing() == Standing.ACTIVE
        ? Stream.empty()
        : billing.term().flatMap(Term::clearsAt).stream()
            .map(at -> new StandingChange(at, Standing.ACTIVE));
  }

  private long rank() {
    return switch (this) {
      case PeriodEnd _, TermEnd _ -> -1;
      case StandingChange _ -> 0;
      case HoldExpiry(Hold hold) -> hold.entry();
    };
  }
}
