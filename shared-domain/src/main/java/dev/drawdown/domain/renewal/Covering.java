package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.settling.Reason;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Coverage;
import dev.drawdown.domain.wallet.Standing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Writes into a wallet what its owner's subscription has come to. What that makes fall due, late
/// as news may be, is done at once.
final class Covering {
  private final Settling settling;
  private final Duration grace;

  Covering(Catalog catalog) {
    this.settling = new Settling(catalog);
    this.grace = catalog.arrears().grace();
  }

  /// Grants what was `paid` where it is the best that is known, instead of the plan held before;
  /// otherwise it is history and nothing is written.
  ///
  /// A pool's is spread over `cells`. The first has its part at once, and the others follow.
  Journal begin(Subscription after, PaidPeriod paid, int cells, Telling telling) {
    Journal journal = Journal.of(telling.due().wallet());
    Optional<Term> held = journal.wallet().coverage().term();
    Term term = after.term().orElseThrow();
    if (!term.paid().grantsAs(paid) || held.filter(before -> !isNew(term, before)).isPresent()) {
      return journal;
    }
    Reason reason = reason(term, held, telling.fact());
    Journal lapsed = lapse(journal, reason, telling.now());
    Journal granted = grant(lapsed, term, cells, reason, telling.now());
    return settling.catchUp(stand(granted, telling.now()), telling.now());
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

  private static Journal lapse(Journal journal, Reason reason, Instant now) {
    Optional<Bucket.Plan> plan = journal.wallet().plan();
    return plan.map(held -> journal.lapse(now, reason.cause(), held)).orElse(journal);
  }

  private static Journal grant(Journal journal, Term term, int cells, Reason reason, Instant now) {
    Coverage coverage = journal.wallet().coverage().in(term);
    Wallet wallet = journal.wallet().withTrialUsed().withCoverage(coverage).spreadOver(cells);
    if (term.isEndedAt(now)) {
      return journal.note(now, EntryKind.STANDING, Reason.PLAN_ENDED.cause(), wallet);
    }
    PaidPeriod paid = term.paid();
    Credits part = paid.credits().part(0, cells);
    return journal
        .silently(wallet)
        .grant(
            now,
            reason.cause(),
            number -> Bucket.Plan.granted(number, paid.plan(), part, paid.start(), paid.end()));
  }

  /// Follows any fact but a payment, where it is about the account's current subscription and news.
  Journal follow(Subscription after, Telling telling) {
    Journal journal = Journal.of(telling.due().wallet());
    Coverage coverage = journal.wallet().coverage();
    Optional<Term> term = after.term().filter(known -> isCurrent(known, coverage));
    if (term.isEmpty() || term.equals(coverage.term())) {
      return journal;
    }
    Instant now = telling.now();
    Journal told = tell(journal, term.get(), telling);
    Journal reopened = coverage.cleared().map(plan -> reopen(told, plan, now)).orElse(told);
    return settling.catchUp(stand(reopened, now), now);
  }

  private static boolean isCurrent(Term term, Coverage coverage) {
    return coverage.term().map(Term::subscription).filter(term.subscription()::equals).isPresent();
  }

  /// One entry for the news, which a change of standing that comes with it is part of.
  private Journal tell(Journal journal, Term term, Telling telling) {
    Wallet wallet = journal.wallet();
    Standing before = wallet.coverage().standing();
    Coverage changed = wallet.coverage().in(term);
    Standing after = changed.standingAt(telling.now(), grace);
    Reason reason =
        switch (telling.fact()) {
          case PeriodPaid _ -> throw new IllegalArgumentException("a payment grants");
          case PaymentFailed _ -> after == before ? Reason.PAYMENT_FAILED : Reason.of(after);
          case GivenUp _ -> after == before ? Reason.GIVEN_UP : Reason.of(after);
          case CancellationChanged(_, var cancellation) ->
              cancellation.at().isPresent()
                  ? Reason.CANCELLATION_PLANNED
                  : Reason.CANCELLATION_WITHDRAWN;
          case SubscriptionEnded _ -> Reason.PLAN_ENDED;
        };
    boolean both = telling.fact() instanceof CancellationChanged;
    Wallet told = wallet.withCoverage(changed.told(both ? before : after));
    return journal.note(telling.now(), EntryKind.STANDING, reason.cause(), told);
  }

  /// A bucket that a planned cancellation closed opens again where that was withdrawn in time.
  private static Journal reopen(Journal journal, Bucket.Plan plan, Instant now) {
    Coverage coverage = journal.wallet().coverage();
    Term term = coverage.term().orElseThrow();
    if (term.isEndedAt(now)) {
      return journal;
    }
    if (term.isOverAt(now)) {
      Coverage closed = coverage.closing(Optional.of(plan));
      return journal.silently(journal.wallet().withCoverage(closed));
    }
    return lapse(journal, Reason.RESTORED, now)
        .restore(now, Reason.CANCELLATION_WITHDRAWN.cause(), plan);
  }

  /// Writes down where the account's standing has changed.
  Journal stand(Journal journal, Instant now) {
    Wallet wallet = journal.wallet();
    Standing standing = wallet.coverage().standingAt(now, grace);
    if (standing == wallet.coverage().standing()) {
      return journal;
    }
    Wallet told = wallet.withCoverage(wallet.coverage().told(standing));
    boolean over = wallet.coverage().term().filter(term -> term.isOverAt(now)).isPresent();
    Reason reason = over ? Reason.PLAN_ENDED : Reason.of(standing);
    return journal.note(now, EntryKind.STANDING, reason.cause(), told);
  }
}
