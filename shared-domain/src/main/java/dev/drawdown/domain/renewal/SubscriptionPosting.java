package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Standing;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes into a wallet what its owner's subscription has come to. What that makes fall due, late
/// as news may be, is done at once.
final class SubscriptionPosting {
  private final WalletAdvancing advancing;
  private final Duration grace;

  SubscriptionPosting(Catalog catalog, WalletAdvancing advancing) {
    this.advancing = advancing;
    this.grace = catalog.gracePolicy().grace();
  }

  /// Grants what was `paid` where it is the best that is known, instead of the plan held before;
  /// otherwise it is history and nothing is written.
  ///
  /// A wallet of a pool has the part that `plan` says.
  <W extends BilledWallet<W>> Journal<W> begin(
      Subscription after, PaidPeriod paid, Plan plan, RenewalContext<W> context) {
    Journal<W> journal = Journal.of(context.due().wallet());
    Optional<Term> held = journal.wallet().billing().term();
    Term term = after.term().orElseThrow();
    if (!term.paid().grantsAs(paid) || held.filter(before -> !isNew(term, before)).isPresent()) {
      return journal;
    }
    Reason reason = reason(term, held, context.fact());
    Journal<W> expired = expire(journal, reason, context.now());
    Journal<W> granted = grant(expired, term, plan, reason, context.now());
    return advancing.catchUp(stand(granted, context.now()), context.now());
  }

  private static boolean isNew(Term term, Term held) {
    boolean same = term.subscription().equals(held.subscription());
    return term.succeeds(held) && !(same && term.paid().grantsAs(held.paid()));
  }

  private static Reason reason(Term term, Optional<Term> held, RenewalFact fact) {
    if (held.filter(before -> isSamePeriod(term, before)).isPresent()) {
      return Reason.UPGRADE;
    }
    return fact instanceof PeriodPaid paid && paid.renewal() ? Reason.RENEWAL : Reason.PLAN_STARTED;
  }

  private static boolean isSamePeriod(Term term, Term held) {
    return term.subscription().equals(held.subscription())
        && term.paid().end().equals(held.paid().end());
  }

  private static <W extends BilledWallet<W>> Journal<W> expire(
      Journal<W> journal, Reason reason, Instant now) {
    Optional<Bucket.Plan> plan = journal.wallet().plan();
    return plan.map(held -> journal.expire(now, reason.cause(), held)).orElse(journal);
  }

  private static <W extends BilledWallet<W>> Journal<W> grant(
      Journal<W> journal, Term term, Plan plan, Reason reason, Instant now) {
    UnaryOperator<W> pay = wallet -> wallet.withBilling(wallet.billing().in(term)).payingFor(plan);
    if (term.isEndedAt(now)) {
      return journal.note(now, EntryKind.STANDING, Reason.PLAN_ENDED.cause(), pay);
    }
    PaidPeriod paid = term.paid();
    Journal<W> paying = journal.silently(pay);
    Credits part = paying.wallet().partOf(paid.credits());
    return paying.grant(
        now,
        reason.cause(),
        number -> Bucket.Plan.granted(number, paid.plan(), part, paid.start(), paid.end()));
  }

  /// Follows any fact but a payment, where it is about the account's current subscription and news.
  <W extends BilledWallet<W>> Journal<W> follow(Subscription after, RenewalContext<W> context) {
    Journal<W> journal = Journal.of(context.due().wallet());
    BillingState billing = journal.wallet().billing();
    Optional<Term> term = after.term().filter(known -> isCurrent(known, billing));
    if (term.isEmpty() || term.equals(billing.term())) {
      return journal;
    }
    Instant now = context.now();
    Journal<W> told = tell(journal, term.get(), context);
    Journal<W> reopened = billing.cleared().map(plan -> reopen(told, plan, now)).orElse(told);
    return advancing.catchUp(stand(reopened, now), now);
  }

  private static boolean isCurrent(Term term, BillingState billing) {
    return billing.term().map(Term::subscription).filter(term.subscription()::equals).isPresent();
  }

  /// One entry for the news, which a change of standing that comes with it is part of.
  private <W extends BilledWallet<W>> Journal<W> tell(
      Journal<W> journal, Term term, RenewalContext<W> context) {
    W wallet = journal.wallet();
    Standing before = wallet.billing().standing();
    BillingState changed = wallet.billing().in(term);
    Standing after = changed.standingAt(context.now(), grace);
    Reason reason =
        switch (context.fact()) {
          case PeriodPaid _ -> throw new IllegalArgumentException("a payment grants");
          case PaymentFailed _ -> after == before ? Reason.PAYMENT_FAILED : after.reason();
          case GivenUp _ -> after == before ? Reason.GIVEN_UP : after.reason();
          case CancellationChanged(_, var cancellation) ->
              cancellation.at().isPresent()
                  ? Reason.CANCELLATION_PLANNED
                  : Reason.CANCELLATION_WITHDRAWN;
          case SubscriptionEnded _ -> Reason.PLAN_ENDED;
        };
    boolean both = context.fact() instanceof CancellationChanged;
    BillingState told = changed.told(both ? before : after);
    return journal.note(
        context.now(), EntryKind.STANDING, reason.cause(), known -> known.withBilling(told));
  }

  /// A bucket that a planned cancellation closed opens again where that was withdrawn in time.
  private static <W extends BilledWallet<W>> Journal<W> reopen(
      Journal<W> journal, Bucket.Plan plan, Instant now) {
    BillingState billing = journal.wallet().billing();
    Term term = billing.term().orElseThrow();
    if (term.isEndedAt(now)) {
      return journal;
    }
    if (term.isOverAt(now)) {
      BillingState closed = billing.closing(Optional.of(plan));
      return journal.silently(wallet -> wallet.withBilling(closed));
    }
    return expire(journal, Reason.RESTORED, now)
        .restore(now, Reason.CANCELLATION_WITHDRAWN.cause(), plan);
  }

  /// Writes down where the account's standing has changed.
  <W extends BilledWallet<W>> Journal<W> stand(Journal<W> journal, Instant now) {
    W wallet = journal.wallet();
    Standing standing = wallet.billing().standingAt(now, grace);
    if (standing == wallet.billing().standing()) {
      return journal;
    }
    BillingState told = wallet.billing().told(standing);
    boolean over = wallet.billing().term().filter(term -> term.isOverAt(now)).isPresent();
    Reason reason = over ? Reason.PLAN_ENDED : standing.reason();
    return journal.note(
        now, EntryKind.STANDING, reason.cause(), changed -> changed.withBilling(told));
  }
}
