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

/// What a wallet knows of its owner's payments, so that the clock alone advances it.
///
/// `known` are the facts that still matter to it, by subscription. Its buckets are those that the
/// facts ask for at `followedAt`, and `standing` is the last that was written down.
///
/// `closed` are buckets that can't be drawn but may come back: frozen and cleared ones, and the
/// month of the default plan while another plan takes its place. What is refunded to them stays in
/// them.
///
/// `everPaid` says that a term was ever paid for. `told` counts how often the wallet was told
/// something that may change its buckets. A pool's secondary shards compare it with what they have
/// followed.
///
/// `parkedSince` is when each of the provider's events was first delivered that wait for an
/// operator: the payment may be among them. Of more than [#MAX_PARKED] the latest are kept.
public record BillingState(
    List<Subscription> known,
    Instant followedAt,
    Standing standing,
    List<Bucket> closed,
    boolean everPaid,
    long told,
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

  /// How many events wait for an operator.
  public int parked() {
    return parkedSince.size();
  }

  /// The policy for this owner, whom a parked event may shield.
  public BillingPolicy policy(BillingPolicy standard) {
    return parkedSince.isEmpty() ? standard : standard.shieldedBy(parkedSince.getLast());
  }

  /// What its facts mean for `owner` at any instant.
  AccountTimeline timeline(Owner owner, BillingPolicy standard) {
    return new AccountTimeline(known, owner, policy(standard));
  }

  public Optional<Subscription> known(SubscriptionId subscription) {
    return known.stream().filter(one -> one.id().equals(subscription)).findFirst();
  }

  /// This state once `subscription` is all that was told of one subscription of `owner`. Of all
  /// subscriptions, only the facts that still matter at `now` are kept.
  public BillingState knowing(
      Subscription subscription, Owner owner, BillingPolicy standard, Instant now) {
    List<Subscription> all = new ArrayList<>(known);
    all.removeIf(one -> one.id().equals(subscription.id()));
    all.add(subscription);
    boolean paid = everPaid || subscription.owners().contains(owner);
    List<Subscription> kept =
        all.stream()
            .map(one -> RelevantFacts.forWallet(one, owner, policy(standard), now))
            .filter(one -> !one.owners().isEmpty())
            .toList();
    return new BillingState(kept, followedAt, standing, closed, paid, told + 1, parkedSince);
  }

  /// This state once the buckets follow the facts at `at`.
  public BillingState following(Instant at) {
    List<Bucket> open =
        closed.stream()
            .filter(bucket -> !(bucket instanceof Bucket.Plan month) || at.isBefore(month.endsAt()))
            .toList();
    return new BillingState(known, at, standing, open, everPaid, told, parkedSince);
  }

  public BillingState told(Standing written) {
    return new BillingState(known, followedAt, written, closed, everPaid, told, parkedSince);
  }

  /// This state with `bucket` among the closed ones, in the place of one of the same name.
  BillingState closing(Bucket bucket) {
    List<Bucket> buckets = new ArrayList<>(without(bucket.id()).closed);
    buckets.add(bucket);
    return withClosed(buckets);
  }

  BillingState without(BucketId name) {
    return withClosed(closed.stream().filter(bucket -> !bucket.id().equals(name)).toList());
  }

  /// This state with `change` applied to the closed bucket of that name, if there is one.
  public BillingState changingClosed(BucketId name, UnaryOperator<Bucket> change) {
    return withClosed(
        closed.stream()
            .map(bucket -> bucket.id().equals(name) ? change.apply(bucket) : bucket)
            .toList());
  }

  private BillingState withClosed(List<Bucket> buckets) {
    return new BillingState(known, followedAt, standing, buckets, everPaid, told, parkedSince);
  }

  /// The paid buckets that are kept and can't be drawn: frozen or cleared.
  public List<Bucket.Paid> closedPlans() {
    return closed.stream()
        .filter(Bucket.Paid.class::isInstance)
        .map(Bucket.Paid.class::cast)
        .toList();
  }

  /// The month of the default plan, while another plan takes its place.
  Optional<Bucket.Plan> closedMonth() {
    return closed.stream()
        .filter(Bucket.Plan.class::isInstance)
        .map(Bucket.Plan.class::cast)
        .findFirst();
  }

  /// One more event is parked, which was first delivered at `delivered`.
  public BillingState parking(Instant delivered) {
    List<Instant> more = new ArrayList<>(parkedSince);
    more.add(delivered);
    more.sort(Comparator.naturalOrder());
    return withParked(more.subList(Math.max(0, more.size() - MAX_PARKED), more.size()));
  }

  /// One event less waits, which was first delivered at `delivered`. The others go on shielding.
  public BillingState unparking(Instant delivered) {
    List<Instant> others = new ArrayList<>(parkedSince);
    others.remove(delivered);
    return withParked(others);
  }

  private BillingState withParked(List<Instant> since) {
    return new BillingState(known, followedAt, standing, closed, everPaid, told + 1, since);
  }
}
