package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.PoolWallet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Grants the credits that an account gets without paying: trial, default plan, starter credits.
///
/// An account without a plan gets the trial, once ever. After that it gets the default plan.
final class Granting {

  private final Catalog catalog;

  Granting(Catalog catalog) {
    this.catalog = catalog;
  }

  /// Grants everything that the account's first charge brings and that its wallet doesn't have yet.
  Journal<AccountWallet> open(Journal<AccountWallet> journal, Instant at) {
    Journal<AccountWallet> planned = defaultPlan(trial(journal, at), at);
    return starter(planned, at);
  }

  boolean hasDefault() {
    return catalog.defaultPlan().isPresent();
  }

  /// Grants the default plan for the month of `at`, if there is one and the account has no other
  /// plan.
  ///
  /// The plan grants its amount once a month. An account that returns to it within the month gets
  /// back the credits it had left. Pools have no default plan.
  <W extends BilledWallet<W>> Journal<W> defaultPlan(Journal<W> journal, Instant at) {
    Optional<Plan> plan = catalog.defaultPlan();
    if (plan.isEmpty() || !lacksPlan(journal.wallet())) {
      return journal;
    }
    Optional<Bucket.Plan> month =
        journal.wallet().billing().closedMonth().filter(left -> at.isBefore(left.endsAt()));
    return month
        .map(left -> reopen(journal, left, at))
        .orElseGet(
            () ->
                journal.grant(
                    at, Reason.CALENDAR_MONTH.cause(), number -> bucket(plan.get(), number, at)));
  }

  private static boolean lacksPlan(BilledWallet<?> wallet) {
    return switch (wallet) {
      case AccountWallet account ->
          account.book().unpaidPlan().isEmpty()
              && account.book().paidPlans().isEmpty()
              && account.billing().standing() != Standing.SUSPENDED;
      case PoolWallet.Primary _ -> false;
    };
  }

  private static <W extends BilledWallet<W>> Journal<W> reopen(
      Journal<W> journal, Bucket.Plan month, Instant at) {
    return journal
        .silently(wallet -> wallet.withBilling(wallet.billing().without(month.id())))
        .restore(at, Reason.CALENDAR_MONTH.cause(), month);
  }

  /// Removes a trial or a month of the default plan when a paid plan starts.
  ///
  /// A trial is over for good. The wallet keeps the month's remaining credits until the month ends.
  <W extends BilledWallet<W>> Journal<W> displace(
      Journal<W> journal, Bucket.Plan plan, Instant at, Cause cause) {
    Journal<W> expired = journal.expire(at, cause, plan);
    return catalog.isDefaultPlan(plan.plan())
        ? expired.silently(wallet -> wallet.withBilling(wallet.billing().closing(plan)))
        : expired;
  }

  /// The month of the default plan after `plan`, if `plan` is a month of it.
  Optional<Bucket.Plan> renewed(Bucket.Plan plan) {
    return catalog.defaultPlan().map(next -> bucket(next, plan.number(), plan.endsAt()));
  }

  /// Whether the default plan's amount changes after `instant`.
  boolean changesAfter(Instant instant) {
    return catalog
        .defaultPlan()
        .flatMap(Plan::allowance)
        .filter(allowance -> allowance.changesAfter(instant))
        .isPresent();
  }

  private Journal<AccountWallet> trial(Journal<AccountWallet> journal, Instant at) {
    AccountWallet wallet = journal.wallet();
    if (catalog.trial().isEmpty() || wallet.trialUsed() || !lacksPlan(wallet)) {
      return journal;
    }
    Plan trial = catalog.trial().get();
    return journal
        .grant(at, Reason.TRIAL.cause(), number -> bucket(trial, number, at))
        .silently(AccountWallet::withTrialUsed);
  }

  private Journal<AccountWallet> starter(Journal<AccountWallet> journal, Instant at) {
    if (catalog.freeTier().starter().isEmpty() || journal.wallet().book().starter().isPresent()) {
      return journal;
    }
    Credits credits = catalog.freeTier().starter().get();
    return journal.grant(
        at, Reason.STARTER.cause(), number -> new Bucket.Starter(number, credits, credits, at, 0));
  }

  private static Bucket.Plan bucket(Plan plan, long number, Instant at) {
    Credits credits = plan.allowance().map(allowance -> allowance.at(at)).orElseThrow();
    return Bucket.Plan.granted(number, plan.id(), credits, at, end(plan, at));
  }

  private static Instant end(Plan plan, Instant at) {
    return switch (plan.period()) {
      case Period.CalendarMonth month -> month.endOfMonthAt(at);
      case Period.Fixed(int days) -> at.plus(Duration.ofDays(days));
      case Period.BillingCycle _ ->
          throw new IllegalArgumentException(
              "only a payment determines the end of its period: " + plan.id());
    };
  }
}
