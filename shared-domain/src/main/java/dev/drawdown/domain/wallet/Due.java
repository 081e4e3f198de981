package dev.drawdown.domain.wallet;

import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A due change of a wallet: one that its facts require at the instant that it has followed, or one
/// that time alone brings later.
///
/// The order of the record types is their order at one instant: operators' grants expire first,
/// free plans are removed before paid ones begin, and holds expire last.
sealed interface Due {
  Instant at();

  /// Credits that an operator granted expire. Their bucket has an end.
  record PromotionEnd(Bucket.Promotional bucket) implements Due {
    @Override
    public Instant at() {
      return bucket.endsAt().orElseThrow();
    }
  }

  /// Time alone changes the buckets that the facts require.
  record TimePasses(Instant at) implements Due {}

  /// A paid plan runs or the account is suspended, so a trial or a month of the default plan is
  /// removed.
  record PlanDisplaced(Instant at, Bucket.Plan plan, boolean paid) implements Due {}

  /// The buckets of a subscription differ from those that its facts require in this wallet.
  record BucketsChange(Instant at, SubscriptionState state) implements Due {}

  /// The standing of `account` differs from the last recorded one.
  record StandingChange(Instant at, AccountBilling account) implements Due {}

  /// The account has no other plan, so it gets the default plan.
  record DefaultPlan(Instant at) implements Due {}

  /// The period of an unpaid plan ends. The next period starts, if there is one.
  record PeriodEnd(Bucket.Plan plan) implements Due {
    @Override
    public Instant at() {
      return plan.endsAt();
    }
  }

  /// No caller captured or released a hold in time.
  record HoldExpiry(Hold hold) implements Due {
    @Override
    public Instant at() {
      return hold.expiresAt();
    }
  }

  /// The next due change. `timeline` is that of the wallet's facts, and `hasDefault` says that the
  /// product has a default plan. Changes after `latest` are left out.
  static Optional<Due> next(
      BilledWallet<?> wallet, AccountTimeline timeline, boolean hasDefault, Instant latest) {
    BillingState billing = wallet.billing();
    Instant at = billing.followedAt();
    AccountBilling account = timeline.at(at);
    return displaced(wallet, account, at)
        .or(() -> bucketsChange(wallet, account, at))
        .or(() -> standing(billing, account, at))
        .or(() -> defaultPlan(wallet, account, at).filter(_ -> hasDefault))
        .or(() -> later(wallet, timeline, latest))
        .filter(due -> !due.at().isAfter(latest));
  }

  private static Optional<Due> displaced(
      BilledWallet<?> wallet, AccountBilling account, Instant at) {
    boolean paid = !account.plans().isEmpty();
    return wallet
        .book()
        .unpaidPlan()
        .filter(_ -> paid || account.standing() == Standing.SUSPENDED)
        .map(plan -> new PlanDisplaced(at, plan, paid));
  }

  private static Optional<Due> bucketsChange(
      BilledWallet<?> wallet, AccountBilling account, Instant at) {
    return PlanFollowing.withForgotten(wallet, account.subscriptions()).stream()
        .map(state -> state.with(state.buckets().stream().map(wallet::partOf).toList()))
        .filter(state -> !PlanFollowing.isFollowed(wallet, state))
        .<Due>map(state -> new BucketsChange(at, state))
        .findFirst();
  }

  /// The default plan, for an account that had a plan before and has none now. An account that
  /// never had one reads as if it had the default plan, and gets it with its first charge.
  private static Optional<Due> defaultPlan(
      BilledWallet<?> wallet, AccountBilling account, Instant at) {
    boolean lacksPlan =
        wallet instanceof AccountWallet own
            && own.trialUsed()
            && own.book().unpaidPlan().isEmpty()
            && account.allowsDefaultPlan();
    return lacksPlan ? Optional.of(new DefaultPlan(at)) : Optional.empty();
  }

  private static Optional<Due> standing(BillingState billing, AccountBilling account, Instant at) {
    return account.standing() == billing.standing()
        ? Optional.empty()
        : Optional.of(new StandingChange(at, account));
  }

  private static Optional<Due> later(
      BilledWallet<?> wallet, AccountTimeline timeline, Instant latest) {
    Instant at = wallet.billing().followedAt();
    List<Due> all = new ArrayList<>();
    timeline.nextChange(at, latest).map(TimePasses::new).ifPresent(all::add);
    wallet.book().unpaidPlan().map(PeriodEnd::new).ifPresent(all::add);
    for (Bucket.Promotional bucket : wallet.book().promotions()) {
      if (bucket.endsAt().isPresent()) {
        all.add(new PromotionEnd(bucket));
      }
    }
    wallet.holds().forEach(hold -> all.add(new HoldExpiry(hold)));
    return all.stream().min(Comparator.comparing(Due::at).thenComparingLong(Due::rank));
  }

  private long rank() {
    return switch (this) {
      case PromotionEnd _ -> -2;
      case PlanDisplaced _, BucketsChange _, DefaultPlan _, StandingChange _, TimePasses _ -> -1;
      case PeriodEnd _ -> 0;
      case HoldExpiry(Hold hold) -> hold.entry();
    };
  }
}
