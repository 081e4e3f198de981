package dev.drawdown.domain.wallet;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.subscription.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is due has happened: brings a wallet up to an instant, in order of due time.
///
/// Advancing in several steps equals advancing in one, so nothing depends on when, or whether, a
/// job runs. An untouched allowance that renews to the same amount leaves no entry: its period
/// moves on.
public final class WalletAdvancing {
  private final Granting granting;
  private final Duration grace;

  public WalletAdvancing(Catalog catalog) {
    this.granting = new Granting(catalog);
    this.grace = catalog.gracePolicy().grace();
  }

  /// Advances a wallet that is told of payments. Those that follow it are advanced with their pool.
  public <W extends BilledWallet<W>> WalletAdvance<W> advance(BilledWallet<W> wallet, Instant now) {
    return WalletAdvance.of(wallet.self(), changed -> due(changed, now), this::apply);
  }

  /// The wallet with all that its first charge brings, to be committed with that charge. An account
  /// that hasn't charged yet reads as if it had it.
  public Journal<AccountWallet> open(AccountWallet advanced, Instant now) {
    return granting.open(Journal.of(advanced), now);
  }

  /// What was decided on an advanced wallet, and what it made fall due by `now`.
  public <W extends BilledWallet<W>> Journal<W> catchUp(Journal<W> decided, Instant now) {
    Journal<W> journal = decided;
    Optional<Due> due = due(journal.wallet(), now);
    while (due.isPresent()) {
      journal = apply(due.get(), journal);
      due = due(journal.wallet(), now);
    }
    return journal;
  }

  /// The next instant at which there is something to write down, whatever else happens to the
  /// wallet: none for one that sleeps, as its allowance renews in silence.
  ///
  /// That includes what other wallets of the owner have to follow. In those, only holds expire.
  public Optional<Instant> dueAt(Wallet<?> wallet) {
    return wallet instanceof BilledWallet<?> billed
        ? firstWritten(billed)
        : wallet.holds().stream().map(Hold::expiresAt).min(Instant::compareTo);
  }

  private <W extends BilledWallet<W>> Optional<Instant> firstWritten(BilledWallet<W> wallet) {
    W left = wallet.self();
    Optional<Due> due = Due.next(left, grace);
    while (due.isPresent()) {
      Journal<W> applied = apply(due.get(), Journal.of(left));
      if (!applied.isEmpty() || applied.wallet().isFollowedSince(left)) {
        return due.map(Due::at);
      }
      left = awake(due.get(), applied.wallet());
      due = Due.next(left, grace);
    }
    return Optional.empty();
  }

  /// The wallet after something silent, as far as there may be something to write: without an
  /// allowance that goes on renewing to the same amount.
  private <W extends BilledWallet<W>> W awake(Due silent, W after) {
    return switch (silent) {
      case Due.PeriodEnd(Bucket.Plan plan) when !granting.changesAfter(plan.endsAt()) ->
          after.with(book -> book.without(plan.id()));
      case Due.PeriodEnd _, Due.TermEnd _, Due.StandingChange _, Due.HoldExpiry _ -> after;
    };
  }

  private Optional<Due> due(BilledWallet<?> wallet, Instant now) {
    return Due.next(wallet, grace).filter(next -> !next.at().isAfter(now));
  }

  private <W extends BilledWallet<W>> Journal<W> apply(Due due, Journal<W> journal) {
    return switch (due) {
      case Due.PeriodEnd(Bucket.Plan plan) -> endPeriod(plan, journal);
      case Due.TermEnd(Instant at, Term term, Bucket.Plan plan) -> endTerm(at, term, plan, journal);
      case Due.StandingChange(Instant at, Standing to) -> stand(at, to, journal);
      case Due.HoldExpiry(Hold hold) -> journal.expire(hold);
    };
  }

  private <W extends BilledWallet<W>> Journal<W> endPeriod(Bucket.Plan plan, Journal<W> journal) {
    W unplanned = journal.wallet().with(book -> book.without(plan.id()));
    Optional<Bucket.Plan> next = granting.nextDefault(unplanned, plan.number(), plan.endsAt());
    if (plan.isUntouched() && next.filter(renewed -> isSame(plan, renewed)).isPresent()) {
      Bucket.Plan moved = plan.until(next.get().endsAt());
      return journal.silently(
          wallet -> wallet.with(book -> book.change(plan.id(), _ -> moved).withExhausted(false)));
    }
    Journal<W> expired = journal.expire(plan.endsAt(), Reason.PERIOD_ENDED.cause(), plan);
    return granting.defaultPlan(expired, plan.endsAt());
  }

  /// News may come late: what they clear was there until they came.
  private <W extends BilledWallet<W>> Journal<W> endTerm(
      Instant due, Term term, Bucket.Plan plan, Journal<W> journal) {
    Instant at = notBefore(journal.wallet().at(), due);
    boolean ended = term.isEndedAt(at);
    Reason reason = ended ? Reason.PLAN_ENDED : Reason.CANCELLED;
    Journal<W> expired = journal.expire(at, reason.cause(), plan);
    Optional<Bucket.Plan> reopenable = Optional.of(plan).filter(_ -> !ended);
    BillingState closed = expired.wallet().billing().closing(reopenable);
    return granting.defaultPlan(expired.silently(wallet -> wallet.withBilling(closed)), at);
  }

  private static <W extends BilledWallet<W>> Journal<W> stand(
      Instant due, Standing to, Journal<W> journal) {
    Reason reason = to == Standing.ACTIVE ? Reason.PLAN_ENDED : to.reason();
    return journal.note(
        notBefore(journal.wallet().at(), due),
        EntryKind.STANDING,
        reason.cause(),
        wallet -> wallet.withBilling(wallet.billing().told(to)));
  }

  private static Instant notBefore(Instant last, Instant due) {
    return due.isBefore(last) ? last : due;
  }

  private static boolean isSame(Bucket.Plan plan, Bucket.Plan renewed) {
    return plan.plan().equals(renewed.plan()) && plan.granted().equals(renewed.granted());
  }
}
