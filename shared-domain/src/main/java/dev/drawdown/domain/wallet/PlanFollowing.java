package dev.drawdown.domain.wallet;

import dev.drawdown.domain.billing.BucketChange;
import dev.drawdown.domain.billing.BucketReason;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PlanBucket;
import dev.drawdown.domain.billing.PlanBuckets;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Changes a wallet's paid buckets to the state that the facts about a subscription require.
///
/// Each change of usable credits is an entry. A change of a closed bucket, or of an end or a plan
/// alone, needs no entry.
public record PlanFollowing(Instant at, ToIntFunction<PaidBucket> spreadOf) {

  /// Whether the wallet's buckets equal those that `state` requires.
  public static boolean isFollowed(Wallet<?> wallet, SubscriptionState state) {
    return buckets(wallet).follow(state).isEmpty();
  }

  /// Changes the wallet's buckets to those that `state` requires at `at`.
  ///
  /// If a bucket is spread over several wallets, `state` has the parts of this wallet. `spreadOf`
  /// returns the number of wallets.
  public static <W extends Wallet<W>> Journal<W> follow(
      Journal<W> journal, SubscriptionState state, Instant at, ToIntFunction<PaidBucket> spreadOf) {
    Journal<W> followed = journal;
    for (BucketChange change : buckets(journal.wallet()).follow(state)) {
      followed = new PlanFollowing(at, spreadOf).apply(change, followed);
    }
    return followed;
  }

  /// `states`, plus an ended state for each subscription that has a bucket but no known facts any
  /// more.
  public static List<SubscriptionState> withForgotten(
      Wallet<?> wallet, List<SubscriptionState> states) {
    List<SubscriptionState> complete = new ArrayList<>(states);
    Set<SubscriptionId> known = new HashSet<>();
    states.forEach(state -> known.add(state.subscription()));
    for (Bucket.Paid bucket : all(wallet)) {
      SubscriptionId subscription = bucket.planBucket().name().subscription();
      if (known.add(subscription)) {
        complete.add(SubscriptionState.over(subscription));
      }
    }
    return List.copyOf(complete);
  }

  private static PlanBuckets buckets(Wallet<?> wallet) {
    return new PlanBuckets(all(wallet).stream().map(Bucket.Paid::planBucket).toList());
  }

  private static List<Bucket.Paid> all(Wallet<?> wallet) {
    List<Bucket.Paid> all = new ArrayList<>(wallet.book().paidPlans());
    all.addAll(wallet.closedPlans());
    return all;
  }

  /// The bucket of an item, usable or not.
  public static Optional<Bucket.Paid> bucket(Wallet<?> wallet, PaidBucket.Name name) {
    return all(wallet).stream()
        .filter(bucket -> bucket.planBucket().name().equals(name))
        .findFirst();
  }

  private <W extends Wallet<W>> Journal<W> apply(BucketChange change, Journal<W> journal) {
    Cause cause = reason(change.reason()).cause();
    return switch (change) {
      case BucketChange.Granted(PlanBucket after, _) -> open(journal, after, cause);
      case BucketChange.Replaced replaced -> replace(journal, replaced, cause);
      case BucketChange.Adjusted(PlanBucket before, PlanBucket after, _) ->
          adjust(journal, bucket(journal, before).with(after), cause);
      case BucketChange.Expired(PlanBucket before, _) ->
          drop(journal, bucket(journal, before), cause);
      case BucketChange.Frozen(PlanBucket before, PlanBucket after, _) ->
          close(journal, bucket(journal, before), after, cause);
      case BucketChange.Cleared(PlanBucket before, PlanBucket after, _) ->
          close(journal, bucket(journal, before), after, cause);
      case BucketChange.Restored(PlanBucket before, PlanBucket after, _) -> {
        Bucket.Paid closed = bucket(journal, before);
        yield journal
            .silently(wallet -> wallet.withoutClosed(closed.id()))
            .restore(at, cause, closed.with(after));
      }
      case BucketChange.Noted(PlanBucket after, _) ->
          note(journal, bucket(journal, after).with(after));
    };
  }

  private static Bucket.Paid bucket(Journal<? extends Wallet<?>> journal, PlanBucket bucket) {
    return bucket(journal.wallet(), bucket.name()).orElseThrow();
  }

  private <W extends Wallet<W>> Journal<W> open(Journal<W> journal, PlanBucket after, Cause cause) {
    int spread = spreadOf.applyAsInt(after.paid());
    if (after.paid().state().isUsable()) {
      return journal.grant(at, cause, number -> Bucket.Paid.opened(number, after, spread));
    }
    Bucket.Paid kept = Bucket.Paid.opened(journal.next(), after, spread);
    return journal.note(at, EntryKind.STANDING, cause, wallet -> wallet.withClosed(kept));
  }

  private <W extends Wallet<W>> Journal<W> replace(
      Journal<W> journal, BucketChange.Replaced change, Cause cause) {
    Bucket.Paid before = bucket(journal, change.before());
    boolean usable = before.isUsable() && change.after().paid().state().isUsable();
    boolean written = journal.wallet().propagates() || journal.wallet().countsFrom(before);
    if (usable && change.isSilent() && !written) {
      Bucket.Paid moved = Bucket.Paid.opened(before.number(), change.after(), before.spread());
      return journal.silently(
          wallet -> wallet.with(book -> book.change(before.id(), _ -> moved).withExhausted(false)));
    }
    Journal<W> opened = open(drop(journal, before, cause), change.after(), cause);
    Bucket.Paid after = bucket(opened, change.after());
    boolean samePeriod = change.reason() == BucketReason.UPGRADE;
    return samePeriod ? opened : opened.silently(wallet -> wallet.renewing(before, after));
  }

  private <W extends Wallet<W>> Journal<W> drop(
      Journal<W> journal, Bucket.Paid bucket, Cause cause) {
    if (!bucket.isUsable()) {
      return journal.silently(wallet -> wallet.withoutClosed(bucket.id()));
    }
    Journal<W> expired = journal.expire(at, cause, bucket);
    return bucket.remaining().isNone() && journal.wallet().propagates()
        ? expired.note(at, EntryKind.STANDING, cause, wallet -> wallet)
        : expired;
  }

  private <W extends Wallet<W>> Journal<W> adjust(
      Journal<W> journal, Bucket.Paid after, Cause cause) {
    return after.isUsable() ? journal.resize(at, cause, after) : note(journal, after);
  }

  private <W extends Wallet<W>> Journal<W> close(
      Journal<W> journal, Bucket.Paid before, PlanBucket after, Cause cause) {
    return drop(journal, before, cause).silently(wallet -> wallet.withClosed(before.with(after)));
  }

  private static <W extends Wallet<W>> Journal<W> note(Journal<W> journal, Bucket.Paid after) {
    return journal.silently(
        wallet ->
            after.isUsable()
                ? wallet.with(book -> book.change(after.id(), _ -> after))
                : wallet.withClosed(after));
  }

  static Reason reason(BucketReason changed) {
    return switch (changed) {
      case PLAN_STARTED -> Reason.PLAN_STARTED;
      case RENEWAL -> Reason.RENEWAL;
      case REFILL -> Reason.REFILL;
      case UPGRADE -> Reason.UPGRADE;
      case CARRIED -> Reason.CARRIED_ON;
      case UNPAID -> Reason.UNPAID;
      case RESTORED -> Reason.RESTORED;
      case CANCELLED -> Reason.CANCELLED;
      case REMOVED -> Reason.REMOVED;
      case PLAN_ENDED -> Reason.PLAN_ENDED;
    };
  }
}
