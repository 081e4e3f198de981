package dev.drawdown.domain.wallet;

import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Advances a wallet to an instant: applies all changes that are due, in order of due time.
///
/// Several advances have the same result as one, so no rule depends on when a job runs. An
/// untouched allowance that renews to the same amount leaves no entry; only its period moves.
///
/// New facts and time have the same effect: a wallet that receives a fact is advanced again to the
/// same instant.
public final class WalletAdvancing {
  private final Granting granting;
  private final BillingPolicy policy;

  public WalletAdvancing(Catalog catalog) {
    this.granting = new Granting(catalog);
    this.policy = BillingPolicy.of(catalog);
  }

  /// The catalog's grace policy, without the shield of a parked event.
  public BillingPolicy policy() {
    return policy;
  }

  /// Advances a wallet that records payments. A pool's secondary shards advance with their pool.
  public <W extends BilledWallet<W>> WalletAdvance<W> advance(BilledWallet<W> wallet, Instant now) {
    AccountTimeline timeline = wallet.timeline(policy);
    return WalletAdvance.of(
        wallet.self(),
        changed -> due(changed, timeline, now),
        (due, journal) -> apply(due, journal, timeline::justBefore));
  }

  /// The wallet with everything that its first charge brings. The charge commits it.
  ///
  /// An account that hasn't charged yet reads as if it had all this.
  public Journal<AccountWallet> open(AccountWallet advanced, Instant now) {
    return granting.open(Journal.of(advanced), now);
  }

  /// The journal `decided`, plus the changes that it makes due by `now`. `before` is the wallet
  /// before its facts changed, advanced to `now`.
  public <W extends BilledWallet<W>> Journal<W> catchUp(Journal<W> decided, W before, Instant now) {
    AccountTimeline timeline = decided.wallet().timeline(policy);
    Journal<W> journal = decided;
    Optional<Due> due = due(journal.wallet(), timeline, now);
    while (due.isPresent()) {
      journal = apply(due.get(), journal, _ -> before.timeline(policy).at(now));
      due = due(journal.wallet(), timeline, now);
    }
    return journal;
  }

  /// The wallet at each instant at which time changes the effect of its facts, up to `now`.
  ///
  /// The first wallet of the list has applied its facts as they are now.
  public <W extends BilledWallet<W>> List<W> changes(BilledWallet<W> wallet, Instant now) {
    List<W> changes = new ArrayList<>();
    Optional<Instant> next = Optional.of(wallet.billing().followedAt());
    W changed = wallet.self();
    while (next.isPresent()) {
      changed = advance(changed, next.get()).wallet();
      changes.add(changed);
      next = changed.timeline(policy).nextChangeAfter(next.get()).filter(at -> !at.isAfter(now));
    }
    return changes;
  }

  /// The same wallet with only the facts that still matter at `now`.
  public <W extends BilledWallet<W>> W withRelevantFacts(W advanced, Instant now) {
    return advanced.withBilling(advanced.billing().relevant(advanced.owner(), policy, now));
  }

  /// The same wallet with `known` as the facts about one subscription, followed up to `now`.
  /// [#catchUp] then changes its buckets.
  public <W extends BilledWallet<W>> W withFacts(Subscription known, W advanced, Instant now) {
    BillingState billing = advanced.billing().withFacts(known, advanced.owner(), policy, now);
    return advanced.withBilling(billing.following(now));
  }

  /// The next instant at which time alone brings an entry.
  ///
  /// An unused wallet has none, because its allowance renews without an entry. In a pool's
  /// secondary shards, only holds expire.
  public Optional<Instant> dueAt(Wallet<?> wallet) {
    return wallet instanceof BilledWallet<?> billed
        ? nextEntryAt(billed)
        : wallet.holds().stream().map(Hold::expiresAt).min(Instant::compareTo);
  }

  private <W extends BilledWallet<W>> Optional<Instant> nextEntryAt(BilledWallet<W> wallet) {
    AccountTimeline timeline = wallet.timeline(policy);
    W left = wallet.self();
    Optional<Due> due = next(left, timeline);
    while (due.isPresent()) {
      Journal<W> applied = apply(due.get(), Journal.of(left), timeline::justBefore);
      if (!applied.isEmpty()) {
        return due.map(Due::at);
      }
      left = afterSilent(due.get(), applied.wallet());
      due = next(left, timeline).filter(later -> later.at().isBefore(PaidTime.LATEST_END));
    }
    return Optional.empty();
  }

  /// The wallet after a change without an entry.
  ///
  /// An allowance that always renews to the same amount gets its end in the far future. Otherwise
  /// the search for the next entry would never end.
  private <W extends BilledWallet<W>> W afterSilent(Due silent, W after) {
    return switch (silent) {
      case Due.PeriodEnd(Bucket.Plan plan) when !granting.changesAfter(plan.endsAt()) ->
          after.with(book -> book.change(plan.id(), _ -> plan.until(PaidTime.LATEST_END)));
      case Due.PlanDisplaced _,
          Due.BucketsChange _,
          Due.DefaultPlan _,
          Due.StandingChange _,
          Due.TimePasses _,
          Due.PeriodEnd _,
          Due.PromotionEnd _,
          Due.HoldExpiry _ ->
          after;
    };
  }

  /// The next due change. `timeline` is that of the wallet's facts, which no due change changes.
  private Optional<Due> next(BilledWallet<?> wallet, AccountTimeline timeline) {
    return due(wallet, timeline, Instant.MAX);
  }

  private Optional<Due> due(BilledWallet<?> wallet, AccountTimeline timeline, Instant now) {
    return Due.next(wallet, timeline, granting.hasDefault(), now);
  }

  /// Applies `due`. `before` returns the effect of the facts just before it was due.
  private <W extends BilledWallet<W>> Journal<W> apply(
      Due due, Journal<W> journal, Function<Instant, AccountBilling> before) {
    Instant last = journal.wallet().at();
    Instant at = due.at().isBefore(last) ? last : due.at();
    return switch (due) {
      case Due.PlanDisplaced(_, Bucket.Plan plan, boolean paid) ->
          granting.displace(
              journal, plan, at, paid ? Reason.PLAN_STARTED.cause() : Reason.SUSPENDED.cause());
      case Due.BucketsChange(_, var state) ->
          PlanFollowing.follow(journal, state, at, journal.wallet()::spreadOf)
              .silently(wallet -> wallet.afterBilling(at));
      case Due.DefaultPlan _ -> granting.defaultPlan(journal, at);
      case Due.StandingChange(Instant since, AccountBilling account) ->
          journal.note(
              at,
              EntryKind.STANDING,
              reason(account, before.apply(since)).cause(),
              wallet ->
                  wallet
                      .withBilling(wallet.billing().withStanding(account.standing()))
                      .afterBilling(at));
      case Due.TimePasses(Instant then) -> passing(journal, then);
      case Due.PeriodEnd(Bucket.Plan plan) -> passing(endPeriod(plan, journal), plan.endsAt());
      case Due.PromotionEnd(Bucket.Promotional bucket) ->
          journal.expire(at, Reason.EXPIRED.cause(), bucket);
      case Due.HoldExpiry(Hold hold) -> journal.expire(hold);
    };
  }

  private static <W extends BilledWallet<W>> Journal<W> passing(Journal<W> journal, Instant at) {
    return journal.silently(wallet -> wallet.withBilling(wallet.billing().following(at)));
  }

  private <W extends BilledWallet<W>> Journal<W> endPeriod(Bucket.Plan plan, Journal<W> journal) {
    Optional<Bucket.Plan> next = granting.renewed(plan);
    if (plan.isUntouched() && next.filter(renewed -> isSame(plan, renewed)).isPresent()) {
      Bucket.Plan moved = plan.until(next.get().endsAt());
      return journal.silently(
          wallet -> wallet.with(book -> book.change(plan.id(), _ -> moved).withExhausted(false)));
    }
    Journal<W> expired = journal.expire(plan.endsAt(), Reason.PERIOD_ENDED.cause(), plan);
    return granting.defaultPlan(expired, plan.endsAt());
  }

  private static Reason reason(AccountBilling account, AccountBilling before) {
    return switch (account.standing()) {
      case ACTIVE -> PlanFollowing.reason(account.activeSince(before));
      case GRACE -> Reason.PAYMENT_FAILED;
      case SUSPENDED -> Reason.SUSPENDED;
    };
  }

  private static boolean isSame(Bucket.Plan plan, Bucket.Plan renewed) {
    return plan.plan().equals(renewed.plan()) && plan.granted().equals(renewed.granted());
  }
}
