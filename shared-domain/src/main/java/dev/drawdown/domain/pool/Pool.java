package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.HeldBucket;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.PlanFollowing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A pool: its primary shard, and all the secondary shards that it ever had, by number from 1.
///
/// Most pools have one shard. `busy` are the shards at which somebody else was found, to be passed
/// over where others will do.
public record Pool(
    PoolId id,
    PoolWallet.Primary primary,
    List<PoolWallet.Secondary> secondaries,
    Set<Integer> busy) {
  /// A shard has at most this many open holds, of all members.
  public static final int MAX_OPEN_HOLDS_IN_A_SHARD = 200;

  /// At most this many open holds of one member draw on a pool, so that no member uses up the
  /// places of the others.
  public static final int MAX_OPEN_HOLDS_OF_A_MEMBER = 20;

  public Pool {
    secondaries = List.copyOf(secondaries);
    busy = Set.copyOf(busy);
    requireShard(id, 0, primary);
    for (int index = 0; index < secondaries.size(); index++) {
      requireShard(id, index + 1, secondaries.get(index));
    }
  }

  private static void requireShard(PoolId id, int number, Wallet<?> shard) {
    if (!shard.id().equals(new WalletId(id, number))) {
      throw new IllegalArgumentException("not shard " + number + " of " + id + ": " + shard);
    }
  }

  /// A pool of these wallets, by number.
  public static Pool of(PoolId id, List<? extends Wallet<?>> wallets) {
    if (wallets.isEmpty()) {
      throw new IllegalArgumentException("a pool has a primary shard: " + id);
    }
    Pool pool = new Pool(id, PoolWallet.Primary.unseen(id), List.of(), Set.of());
    for (int number = 0; number < wallets.size(); number++) {
      requireShard(id, number, wallets.get(number));
      pool = pool.with(wallets.get(number));
    }
    return pool;
  }

  /// All shards, by number.
  public List<PoolWallet<?>> shards() {
    return Stream.<PoolWallet<?>>concat(Stream.of(primary), secondaries.stream()).toList();
  }

  /// The wallet that is told of what is paid for the pool.
  public BilledWallet<?> billed() {
    return primary;
  }

  /// Whether it was ever paid for, by which pools open.
  public boolean isKnown() {
    return primary.billing().everPaid();
  }

  /// Whether some shard has followed the primary one further than that was when it was read. Then
  /// the primary one is to be read again.
  public boolean isPrimaryBehind() {
    return secondaries.stream().anyMatch(shard -> shard.followed() > primary.billing().told());
  }

  /// Whether it has a bucket, spendable or frozen.
  public boolean hasPlan() {
    return shown().isPresent();
  }

  /// The number of the current pool period.
  public long period() {
    return primary.period().orElseThrow().began();
  }

  /// The bucket of the plan that is shown, in one. Where none can be drawn it is a frozen one.
  public Optional<Bucket.Paid> shown() {
    return plans().stream().findFirst().or(() -> frozenPlans().stream().findFirst());
  }

  /// Its buckets as their owner sees them, that of the shown plan first: each in one, over however
  /// many shards it is spread.
  public List<Bucket.Paid> plans() {
    return primary.book().paidPlans().stream().map(this::whole).toList();
  }

  /// Its buckets that wait for a payment, in one each: the largest first.
  public List<Bucket.Paid> frozenPlans() {
    return primary.closedPlans().stream()
        .filter(Bucket.Paid::isFrozen)
        .map(this::whole)
        .sorted(Comparator.comparing(plan -> plan.held().paid(), PaidBucket.SHOWN_FIRST))
        .toList();
  }

  private Bucket.Paid whole(Bucket.Paid part) {
    HeldBucket all =
        secondaries.stream()
            .flatMap(shard -> PlanFollowing.bucket(shard, part.held().name()).stream())
            .map(Bucket.Paid::held)
            .reduce(part.held(), HeldBucket::plus);
    return part.with(all);
  }

  /// The shards that have something that members can draw, or had.
  public List<PoolWallet<?>> active() {
    return shards().stream().filter(shard -> !shard.book().paidPlans().isEmpty()).toList();
  }

  /// What its members can spend. Suspended or gone, that is nothing.
  public Credits left() {
    return primary.billing().standing() == Standing.SUSPENDED ? Credits.NONE : remaining();
  }

  /// What is left of its buckets.
  public Credits remaining() {
    return active().stream().map(PoolWallet::left).reduce(Credits.NONE, Credits::plus);
  }

  public Credits granted() {
    List<Bucket.Paid> drawable = plans();
    return (drawable.isEmpty() ? frozenPlans() : drawable)
        .stream().map(Bucket::granted).reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return shards().stream().map(Wallet::held).reduce(Credits.NONE, Credits::plus);
  }

  /// How many entries its shards have together.
  public long version() {
    return shards().stream().mapToLong(Wallet::version).sum();
  }

  public PoolWallet<?> wallet(WalletId name) {
    return shards().get(name.number());
  }

  /// The time of a decision when the clock shows `clock`: never before the last entry of any shard.
  public Instant timeOf(Instant clock) {
    return shards().stream()
        .map(shard -> shard.timeOf(clock))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /// When its latest entry was written.
  public Instant at() {
    return shards().stream().map(Wallet::at).max(Instant::compareTo).orElseThrow();
  }

  /// This pool with one of its shards as it is now, or one shard more.
  Pool with(Wallet<?> changed) {
    return switch (changed) {
      case PoolWallet.Primary first -> new Pool(id, first, secondaries, busy);
      case PoolWallet.Secondary other -> new Pool(id, primary, with(other), busy);
      case AccountWallet own -> throw new IllegalArgumentException("not of " + id + ": " + own);
    };
  }

  private List<PoolWallet.Secondary> with(PoolWallet.Secondary changed) {
    List<PoolWallet.Secondary> all = new ArrayList<>(secondaries);
    int index = changed.shard() - 1;
    if (index < all.size()) {
      all.set(index, changed);
    } else {
      all.add(changed);
    }
    return all;
  }

  /// This pool, where somebody was found at some of `wallets`, or nothing where that leaves no
  /// shard to go to that wasn't known as busy before.
  public Optional<Pool> elsewhere(Set<WalletId> wallets) {
    Set<Integer> more = new HashSet<>(busy);
    wallets.stream()
        .filter(wallet -> wallet.owner().equals(id))
        .forEach(wallet -> more.add(wallet.number()));
    boolean others =
        active().stream()
            .anyMatch(shard -> !more.contains(shard.shard()) && !shard.left().isNone());
    return more.size() > busy.size() && others
        ? Optional.of(new Pool(id, primary, secondaries, more))
        : Optional.empty();
  }
}
