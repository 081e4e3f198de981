package dev.drawdown.domain.wallet;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.subscription.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is due has happened: brings a wallet up to an instant, in order of due time.
///
/// Advancing in several steps equals advancing in one, so nothing depends on when, or whether, a
/// job runs. An untouched allowance that renews to the same amount leaves no entry: its period
/// moves on.
public final class WalletAdvancing {
  /// A step that is committed writes at most this many entries.
  public static final int ENTRIES_PER_STEP = 40;

  private static final int ENTRIES_PER_DUE = 2;

  private final Granting granting;
  private final Duration grace;

  public WalletAdvancing(Catalog catalog) {
    this.granting = new Granting(catalog);
    this.grace = catalog.gracePolicy().grace();
  }

  /// Advances the wallet of an account, or the primary shard of a pool.
  public WalletAdvance advance(Wallet wallet, Instant now) {
    if (wallet.pooling() instanceof Pooling.Secondary) {
      throw new IllegalArgumentException(wallet.id() + " is advanced with its pool");
    }
    return advance(wallet, now, this::next);
  }

  /// Advances a pool: its primary shard, and then those that follow it. They do so by what it had,
  /// and then by what became of that, so that a part that is over has been there.
  public PoolAdvance advance(Pool pool, Instant now) {
    List<WalletAdvance> shards = new ArrayList<>();
    shards.add(advance(pool.primary(), now));
    PrimaryShard stored = PrimaryShard.stored(pool);
    PrimaryShard advanced = PrimaryShard.advanced(pool, shards.getFirst());
    for (Wallet secondary : pool.shards().subList(1, pool.shards().size())) {
      shards.add(
          advance(
              secondary, now, shard -> Due.next(shard, stored.isNewTo(shard) ? stored : advanced)));
    }
    return new PoolAdvance(pool, shards);
  }

  private WalletAdvance advance(
      Wallet wallet, Instant now, Function<Wallet, Optional<Due>> nextDue) {
    List<Journal> steps = new ArrayList<>();
    Journal journal = Journal.of(wallet);
    Optional<Due> due = nextDue.apply(wallet).filter(next -> isDue(next, now));
    while (due.isPresent()) {
      if (journal.entries().size() > ENTRIES_PER_STEP - ENTRIES_PER_DUE) {
        steps.add(journal);
        journal = Journal.of(journal.wallet());
      }
      journal = apply(due.get(), journal);
      due = nextDue.apply(journal.wallet()).filter(next -> isDue(next, now));
    }
    if (!journal.isEmpty()) {
      steps.add(journal);
    }
    return new WalletAdvance(steps, journal.wallet());
  }

  /// The wallet with all that its first charge brings, to be committed with that charge. An account
  /// that hasn't charged yet reads as if it had it.
  public Journal open(Wallet advanced, Instant now) {
    return granting.open(Journal.of(advanced), now);
  }

  /// What was decided on an advanced wallet, and what it made fall due by `now`.
  public Journal catchUp(Journal decided, Instant now) {
    Journal journal = decided;
    Optional<Due> due = next(journal.wallet()).filter(next -> isDue(next, now));
    while (due.isPresent()) {
      journal = apply(due.get(), journal);
      due = next(journal.wallet()).filter(next -> isDue(next, now));
    }
    return journal;
  }

  /// The next instant at which there is something to write down, whatever else happens to the
  /// wallet: none for one that sleeps, as its allowance renews in silence.
  ///
  /// Of a pool's primary shard that includes what other shards are to follow, and of those it
  /// doesn't.
  public Optional<Instant> dueAt(Wallet wallet) {
    if (wallet.pooling() instanceof Pooling.Secondary) {
      return wallet.holds().stream().map(Hold::expiresAt).min(Instant::compareTo);
    }
    Wallet left = wallet;
    Optional<Due> due = next(left);
    while (due.isPresent()) {
      Journal applied = apply(due.get(), Journal.of(left));
      if (!applied.isEmpty() || isPropagated(left, applied.wallet())) {
        return due.map(Due::at);
      }
      left = awake(due.get(), applied.wallet());
      due = next(left);
    }
    return Optional.empty();
  }

  /// Whether other shards follow what happened to the first.
  private static boolean isPropagated(Wallet before, Wallet after) {
    return after.hasSecondaries() && !after.pooling().equals(before.pooling());
  }

  /// What of a wallet that something silent happened to may still be heard of: not an allowance
  /// that goes on renewing to the same amount.
  private Wallet awake(Due silent, Wallet after) {
    return switch (silent) {
      case Due.PeriodEnd(Bucket.Plan plan) when !granting.changesAfter(plan.endsAt()) ->
          after.with(book -> book.without(plan.id()));
      case Due.PeriodEnd _,
          Due.TermEnd _,
          Due.PlanPropagation _,
          Due.StandingChange _,
          Due.HoldExpiry _ ->
          after;
    };
  }

  private Optional<Due> next(Wallet wallet) {
    return Due.next(wallet, grace);
  }

  private static boolean isDue(Due due, Instant now) {
    return !due.at().isAfter(now);
  }

  private Journal apply(Due due, Journal journal) {
    return switch (due) {
      case Due.PeriodEnd(Bucket.Plan plan) -> endPeriod(plan, journal);
      case Due.TermEnd(Instant at, Term term, Bucket.Plan plan) -> endTerm(at, term, plan, journal);
      case Due.PlanPropagation(Instant at, PrimaryShard primary) ->
          Propagation.propagate(primary, journal, at);
      case Due.StandingChange(Instant at, Standing to) -> stand(at, to, journal);
      case Due.HoldExpiry(Hold hold) -> expire(hold, journal);
    };
  }

  private Journal endPeriod(Bucket.Plan plan, Journal journal) {
    Wallet unplanned = journal.wallet().with(book -> book.without(plan.id()));
    Optional<Bucket.Plan> next = granting.nextDefault(unplanned, plan.number(), plan.endsAt());
    if (plan.isUntouched() && next.filter(renewed -> isSame(plan, renewed)).isPresent()) {
      Wallet moved =
          journal
              .wallet()
              .with(book -> book.change(plan.id(), _ -> plan.until(next.get().endsAt())));
      return journal.silently(moved.withExhausted(false));
    }
    Journal expired = journal.expire(plan.endsAt(), Cause.because("period-ended"), plan);
    return granting.defaultPlan(expired, plan.endsAt());
  }

  /// News may come late: what they clear was there until they came.
  private Journal endTerm(Instant due, Term term, Bucket.Plan plan, Journal journal) {
    Instant at = notBefore(journal.wallet().at(), due);
    boolean ended = term.isEndedAt(at);
    Reason reason = ended ? Reason.PLAN_ENDED : Reason.CANCELLED;
    Journal expired = journal.expire(at, reason.cause(), plan);
    Optional<Bucket.Plan> reopenable = Optional.of(plan).filter(_ -> !ended);
    BillingState closed = expired.wallet().billing().closing(reopenable);
    return granting.defaultPlan(expired.silently(expired.wallet().withBilling(closed)), at);
  }

  private static Journal stand(Instant due, Standing to, Journal journal) {
    Wallet wallet = journal.wallet();
    Reason reason = to == Standing.ACTIVE ? Reason.PLAN_ENDED : to.reason();
    Wallet told = wallet.withBilling(wallet.billing().told(to));
    return journal.note(notBefore(wallet.at(), due), EntryKind.STANDING, reason.cause(), told);
  }

  private static Instant notBefore(Instant last, Instant due) {
    return due.isBefore(last) ? last : due;
  }

  private static boolean isSame(Bucket.Plan plan, Bucket.Plan renewed) {
    return plan.plan().equals(renewed.plan()) && plan.granted().equals(renewed.granted());
  }

  private static Journal expire(Hold hold, Journal journal) {
    Journal open = journal.silently(journal.wallet().with(book -> book.without(hold)));
    return open.giveBack(
        hold.expiresAt(), EntryKind.RELEASE, Cause.expiryOf(hold.entry()), hold.drawdown());
  }
}
