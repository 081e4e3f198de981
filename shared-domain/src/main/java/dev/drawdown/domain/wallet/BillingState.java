package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.RelevantFacts;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A wallet's facts about its owner's payments. With them, the clock alone advances the wallet.
///
/// `known` has the facts that still matter to the wallet, by subscription. Its buckets are those
/// that the facts require at `followedAt`, and `standing` is the last recorded standing.
///
/// `closed` has buckets that can't be drawn but may come back: frozen and cleared ones, and the
/// month of the default plan during another plan. Credits refunded to them stay in them.
///
/// `everPaid` says that a term was ever paid. `revision` counts the received facts and parked
/// events that may change the wallet's buckets. A pool's secondary shards compare it with the count
/// that they have followed.
///
/// `parkedSince` has the first delivery of each of the provider's events that wait for an operator:
/// the missing payment may be among them. Beyond [#MAX_PARKED] events, only the latest are kept.
public record BillingState(
    List<Subscription> known,
    Instant followedAt,
    Standing standing,
    List<Bucket> closed,
    boolean everPaid,
    long revision,
    List<Instant> parkedSince) {
  public static final int MAX_PARKED = 16;
  public static final BillingState NONE =
      new BillingState(List.of(), Instant.EPOCH, Standing.ACTIVE, List.of(), false, 0, List.of());

  public BillingState {
    known = known.stream().sorted(Comparator.comparing(Subscription::id)).toList();
    closed = List.copyOf(closed);
    parkedSince = parkedSince.stream().sorted().toList();
    if (parkedSince.size() > MAX_PARKED) {
      throw new IllegalArgumentException("at most " + MAX_PARKED + " are kept: " + parkedSince);
    }
  }

  /// The number of events that wait for an operator.
  public int parked() {
    return parkedSince.size();
  }

  /// The policy for this owner, with the shield of a parked event.
  public BillingPolicy policy(BillingPolicy standard) {
    return parkedSince.isEmpty() ? standard : standard.shieldedBy(parkedSince.getLast());
  }

  /// The effect of its facts on `owner` over time.
  AccountTimeline timeline(Owner owner, BillingPolicy standard) {
    return new AccountTimeline(known, owner, policy(standard));
  }

  public Optional<Subscription> known(SubscriptionId subscription) {
    return known.stream().filter(one -> one.id().equals(subscription)).findFirst();
  }

  /// This state with only the facts about subscriptions of `owner` that still matter at `now`.
  BillingState relevant(Owner owner, BillingPolicy standard, Instant now) {
    List<Subscription> kept =
        known.stream().flatMap(one -> relevant(one, owner, standard, now).stream()).toList();
    return new BillingState(kept, followedAt, standing, closed, everPaid, revision, parkedSince);
  }

  /// This state with `subscription` as all facts about one subscription of `owner`. It keeps the
  /// ones that still matter at `now`. The facts about other subscriptions stay as they are.
  public BillingState withFacts(
      Subscription subscription, Owner owner, BillingPolicy standard, Instant now) {
    List<Subscription> all = new ArrayList<>(known);
    all.removeIf(one -> one.id().equals(subscription.id()));
    relevant(subscription, owner, standard, now).ifPresent(all::add);
    boolean paid = everPaid || subscription.owners().contains(owner);
    return new BillingState(all, followedAt, standing, closed, paid, revision + 1, parkedSince);
  }

  private Optional<Subscription> relevant(
      Subscription subscription, Owner owner, BillingPolicy standard, Instant now) {
    return Optional.of(RelevantFacts.forWallet(subscription, owner, policy(standard), now))
        .filter(kept -> !kept.owners().isEmpty());
  }

  /// Whether `other` has the same facts about subscriptions.
  public boolean hasFactsOf(BillingState other) {
    return known.equals(other.known) && everPaid == other.everPaid;
  }

  /// This state after the buckets have followed the facts at `at`.
  public BillingState following(Instant at) {
    List<Bucket> open =
        closed.stream()
            .filter(bucket -> !(bucket instanceof Bucket.Plan month) || at.isBefore(month.endsAt()))
            .toList();
    return new BillingState(known, at, standing, open, everPaid, revision, parkedSince);
  }

  public BillingState withStanding(Standing written) {
    return new BillingState(known, followedAt, written, closed, everPaid, revision, parkedSince);
  }

  /// This state with `bucket` among the closed buckets. It replaces a bucket with the same name.
  BillingState closing(Bucket bucket) {
    List<Bucket> buckets = new ArrayList<>(without(bucket.id()).closed);
    buckets.add(bucket);
    return withClosed(buckets);
  }

  BillingState without(BucketId name) {
    return withClosed(closed.stream().filter(bucket -> !bucket.id().equals(name)).toList());
  }

  /// This state with `change` applied to the closed bucket with that name, if there is one.
  public BillingState changingClosed(BucketId name, UnaryOperator<Bucket> change) {
    return withClosed(
        closed.stream()
            .map(bucket -> bucket.id().equals(name) ? change.apply(bucket) : bucket)
            .toList());
  }

  private BillingState withClosed(List<Bucket> buckets) {
    return new BillingState(known, followedAt, standing, buckets, everPaid, revision, parkedSince);
  }

  /// The paid buckets that are kept but can't be drawn: frozen or cleared.
  public List<Bucket.Paid> closedPlans() {
    return closed.stream()
        .filter(Bucket.Paid.class::isInstance)
        .map(Bucket.Paid.class::cast)
        .toList();
  }

  /// The month of the default plan while another plan replaces it.
  public Optional<Bucket.Plan> closedMonth() {
    return closed.stream()
        .filter(Bucket.Plan.class::isInstance)
        .map(Bucket.Plan.class::cast)
        .findFirst();
  }

  /// This state with one more parked event, first delivered at `delivered`.
  public BillingState parking(Instant delivered) {
    List<Instant> more = new ArrayList<>(parkedSince);
    more.add(delivered);
    more.sort(Comparator.naturalOrder());
    return withParked(more.subList(Math.max(0, more.size() - MAX_PARKED), more.size()));
  }

  /// This state without a parked event first delivered at `delivered`. The other events still
  /// shield.
  public BillingState unparking(Instant delivered) {
    List<Instant> others = new ArrayList<>(parkedSince);
    others.remove(delivered);
    return withParked(others);
  }

  private BillingState withParked(List<Instant> since) {
    return new BillingState(known, followedAt, standing, closed, everPaid, revision + 1, since);
  }
}
