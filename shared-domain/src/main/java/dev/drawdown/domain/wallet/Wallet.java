package dev.drawdown.domain.wallet;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.BucketKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What one account or one shard of a pool has, as of its last ledger entry.
///
/// `version` is the number of that entry, 0 for an account never seen, and `at` its time. As every
/// change is an entry, the version is also what a write is conditional on. `trialUsed` says that no
/// trial can start any more; `exhausted` that running empty was told since the last grant.
///
/// `dueAt` is when it is to be looked at. No rule asks for it: it is kept by every change, so that
/// whoever notes it anew knows what was noted before.
public record Wallet(
    WalletId id,
    long version,
    Instant at,
    List<Bucket> buckets,
    List<Hold> holds,
    BillingState billing,
    Pooling pooling,
    boolean trialUsed,
    boolean exhausted,
    Optional<Instant> dueAt) {

  public Wallet {
    buckets = List.copyOf(buckets);
    holds = List.copyOf(holds);
    requireNumbersWithin(version, buckets, holds);
    requireAtMostOne(Bucket.Plan.class, buckets);
    requireAtMostOne(Bucket.Starter.class, buckets);
    if (!pooling.getClass().equals(Pooling.unseen(id).getClass())) {
      throw new IllegalArgumentException(id + " can't be in pools as " + pooling);
    }
  }

  /// The wallet of an account or a pool that was never seen.
  public static Wallet unseen(Owner owner) {
    return unseen(WalletId.of(owner));
  }

  public static Wallet unseen(WalletId id) {
    return new Wallet(
        id,
        0,
        Instant.EPOCH,
        List.of(),
        List.of(),
        BillingState.NONE,
        Pooling.unseen(id),
        false,
        false,
        Optional.empty());
  }

  public Owner owner() {
    return id.owner();
  }

  /// The account whose wallet this is, where it isn't a pool's.
  public AccountId account() {
    return switch (id.owner()) {
      case AccountId account -> account;
      case PoolId pool -> throw new IllegalArgumentException("the wallet of a pool: " + pool);
    };
  }

  /// What an account's wallet has to do with pools.
  public Pooling.Member member() {
    return (Pooling.Member) pooling;
  }

  /// What is known to the primary shard of a pool.
  public Pooling.Primary primary() {
    return (Pooling.Primary) pooling;
  }

  /// What is known to another shard of a pool.
  public Pooling.Secondary secondary() {
    return (Pooling.Secondary) pooling;
  }

  /// Whether it is the first of several shards of a pool, which follow what happens to its plan.
  public boolean hasSecondaries() {
    return pooling instanceof Pooling.Primary primary && primary.ever() > 1;
  }

  /// The time of a decision that is made when the clock shows `clock`: never before the last entry,
  /// in whole milliseconds, so that two machines' clocks never disagree backwards.
  public Instant timeOf(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(at) ? at : now;
  }

  /// What can be spent now, over all buckets.
  public Credits total() {
    return buckets.stream().map(Bucket::remaining).reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return holds.stream().map(Hold::credits).reduce(Credits.NONE, Credits::plus);
  }

  public Optional<Bucket.Plan> plan() {
    return only(Bucket.Plan.class);
  }

  public Optional<Bucket.Starter> starter() {
    return only(Bucket.Starter.class);
  }

  /// The plan's bucket where it was paid for: no trial, no default plan.
  public Optional<Bucket.Plan> paidPlan() {
    return plan().filter(plan -> billing.term().filter(plan::isPaidBy).isPresent());
  }

  /// The bucket whose usage people see: the current plan's, else the starter's.
  public Optional<Bucket> allowance() {
    return plan().<Bucket>map(plan -> plan).or(this::starter);
  }

  public Optional<Bucket> bucket(BucketId name) {
    return buckets.stream().filter(bucket -> bucket.id().equals(name)).findFirst();
  }

  public Optional<Hold> hold(long entry) {
    return holds.stream().filter(hold -> hold.entry() == entry).findFirst();
  }

  /// This wallet with the entry numbered `number` written at `time`.
  public Wallet dated(long number, Instant time) {
    return new Wallet(
        id, number, time, buckets, holds, billing, pooling, trialUsed, exhausted, dueAt);
  }

  public Wallet withBuckets(List<Bucket> changed) {
    return new Wallet(
        id, version, at, changed, holds, billing, pooling, trialUsed, exhausted, dueAt);
  }

  public Wallet withHolds(List<Hold> changed) {
    return new Wallet(
        id, version, at, buckets, changed, billing, pooling, trialUsed, exhausted, dueAt);
  }

  public Wallet withTrialUsed() {
    return new Wallet(id, version, at, buckets, holds, billing, pooling, true, exhausted, dueAt);
  }

  public Wallet withExhausted(boolean told) {
    return new Wallet(id, version, at, buckets, holds, billing, pooling, trialUsed, told, dueAt);
  }

  public Wallet withBilling(BillingState changed) {
    return new Wallet(
        id, version, at, buckets, holds, changed, pooling, trialUsed, exhausted, dueAt);
  }

  /// A pool's allowance is spread over `shards`; an account has one wallet.
  public Wallet spreadOver(int shards) {
    return pooling instanceof Pooling.Primary primary ? withPooling(primary.over(shards)) : this;
  }

  /// With as many shards of its pool known as there are.
  public Wallet seeing(Optional<Pool> pool) {
    return pool.map(known -> withPooling(member().seeing(known.shards().size()))).orElse(this);
  }

  public Wallet withPooling(Pooling changed) {
    return new Wallet(
        id, version, at, buckets, holds, billing, changed, trialUsed, exhausted, dueAt);
  }

  public Wallet withDueAt(Optional<Instant> noted) {
    return new Wallet(
        id, version, at, buckets, holds, billing, pooling, trialUsed, exhausted, noted);
  }

  /// This wallet, to be looked at by `instant` at the latest.
  public Wallet dueBy(Instant instant) {
    return withDueAt(dueAt.filter(instant::isAfter).or(() -> Optional.of(instant)));
  }

  /// This wallet with one bucket replaced by what `change` makes of it.
  public Wallet change(BucketId name, UnaryOperator<Bucket> change) {
    return withBuckets(
        buckets.stream()
            .map(bucket -> bucket.id().equals(name) ? change.apply(bucket) : bucket)
            .toList());
  }

  public Wallet without(BucketId name) {
    return withBuckets(buckets.stream().filter(bucket -> !bucket.id().equals(name)).toList());
  }

  /// This wallet without the packs that are used up: nothing is left or owed, and no open hold may
  /// give anything back. What is refunded later brings a pack back.
  public Wallet withoutSpentPacks() {
    List<Bucket> kept = buckets.stream().filter(bucket -> !isSpentPack(bucket)).toList();
    return kept.size() == buckets.size() ? this : withBuckets(kept);
  }

  private boolean isSpentPack(Bucket bucket) {
    return switch (bucket) {
      case Bucket.TopUp(_, _, var left, _, var owed) ->
          left.isNone()
              && owed.isNone()
              && holds.stream().noneMatch(hold -> hold.drawsOn(bucket.id()));
      case Bucket.Plan _, Bucket.Starter _ -> false;
    };
  }

  /// Whether the pack that entry `number` granted is used up: it has left, or is empty and may
  /// leave with the next entry.
  public boolean isUsedUp(long number) {
    return bucket(new BucketId(BucketKind.TOP_UP, number))
        .filter(pack -> !pack.remaining().isNone())
        .isEmpty();
  }

  /// The packs that `drawdown` took from and that are used up, by the numbers of the entries that
  /// granted them.
  public Set<Long> usedUp(Drawdown drawdown) {
    return drawdown.draws().stream()
        .map(Draw::bucket)
        .filter(name -> name.kind() == BucketKind.TOP_UP)
        .map(BucketId::number)
        .filter(this::isUsedUp)
        .collect(Collectors.toUnmodifiableSet());
  }

  public Wallet with(Bucket bucket) {
    List<Bucket> more = new ArrayList<>(buckets);
    more.add(bucket);
    return withBuckets(more);
  }

  public Wallet with(Hold hold) {
    List<Hold> more = new ArrayList<>(holds);
    more.add(hold);
    return withHolds(more);
  }

  public Wallet without(Hold hold) {
    return withHolds(holds.stream().filter(open -> open.entry() != hold.entry()).toList());
  }

  private <B extends Bucket> Optional<B> only(Class<B> kind) {
    return buckets.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static void requireNumbersWithin(long version, List<Bucket> buckets, List<Hold> holds) {
    Set<Long> numbers = new HashSet<>();
    for (Bucket bucket : buckets) {
      if (bucket.number() > version + 1 || !numbers.add(bucket.number())) {
        throw new IllegalArgumentException("no entry of its own granted " + bucket.id());
      }
    }
    for (Hold hold : holds) {
      if (hold.entry() > version + 1 || !numbers.add(hold.entry())) {
        throw new IllegalArgumentException("no entry of its own opened hold " + hold.entry());
      }
    }
  }

  private static void requireAtMostOne(Class<? extends Bucket> kind, List<Bucket> buckets) {
    if (buckets.stream().filter(kind::isInstance).count() > 1) {
      throw new IllegalArgumentException("a wallet has one " + kind.getSimpleName() + " at a time");
    }
  }
}
