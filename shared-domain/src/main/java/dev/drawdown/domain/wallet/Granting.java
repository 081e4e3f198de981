package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an account is given without paying: its trial, its default plan, its starter credits.
///
/// One plan at a time: whoever holds none gets the trial, once ever, and else the default plan.
final class Granting {

  private final Catalog catalog;

  Granting(Catalog catalog) {
    this.catalog = catalog;
  }

  /// Everything that the first charge brings and this account's wallet hasn't had.
  Journal<AccountWallet> open(Journal<AccountWallet> journal, Instant at) {
    Journal<AccountWallet> planned = defaultPlan(trial(journal, at), at);
    return starter(planned, at);
  }

  /// The default plan for the month of `at`, where there is one and no other plan is held.
  <W extends BilledWallet<W>> Journal<W> defaultPlan(Journal<W> journal, Instant at) {
    Optional<Bucket.Plan> granted = nextDefault(journal.wallet(), journal.next(), at);
    if (granted.isEmpty()) {
      return journal;
    }
    return journal.grant(at, Reason.CALENDAR_MONTH.cause(), _ -> granted.get());
  }

  /// The bucket that the default plan gives at `at` to an account that holds no plan. Pools have no
  /// default plan.
  Optional<Bucket.Plan> nextDefault(BilledWallet<?> wallet, long number, Instant at) {
    return switch (wallet) {
      case AccountWallet account when account.plan().isEmpty() ->
          catalog.defaultPlan().map(plan -> bucket(plan, number, at));
      case BilledWallet<?> _ -> Optional.empty();
    };
  }

  /// Whether the default plan's amount is to change after `instant`.
  boolean changesAfter(Instant instant) {
    return catalog
        .defaultPlan()
        .flatMap(Plan::allowance)
        .filter(allowance -> allowance.changesAfter(instant))
        .isPresent();
  }

  private Journal<AccountWallet> trial(Journal<AccountWallet> journal, Instant at) {
    AccountWallet wallet = journal.wallet();
    if (catalog.trial().isEmpty() || wallet.trialUsed() || wallet.plan().isPresent()) {
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
          throw new IllegalArgumentException("a payment says when its period ends: " + plan.id());
    };
  }
}
