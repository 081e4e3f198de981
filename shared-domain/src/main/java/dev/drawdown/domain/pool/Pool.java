package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PlanBucket;
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

/// A pool: its primary shard, and all secondary shards that it ever had, by number from 1.
///
/// Most pools have one shard. `busy` are the contended shards; a draw avoids them if other shards
/// can serve it.
public record Pool(
    PoolId id,
    PoolWallet.Primary primary,
    List<PoolWallet.Secondary> secondaries,
    Set<Integer> busy) {
  /// The largest number of open holds on a shard, of all members together.
  public static final int MAX_OPEN_HOLDS_IN_A_SHARD = 200;

  /// The largest number of one member's open holds on a pool. It leaves room for the other members.
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

  /// The wallet that records the pool's payments.
  public BilledWallet<?> billed() {
    return primary;
  }

  /// Whether the pool was ever paid for. A payment opens a pool.
  public boolean isKnown() {
    return primary.billing().everPaid();
  }

  /// Whether a secondary shard has followed a newer primary shard than this one. Then the store
  /// must read the primary shard again.
  public boolean isPrimaryBehind() {
    return secondaries.stream().anyMatch(shard -> shard.followed() > primary.billing().revision());
  }

  /// Whether the pool has a bucket, usable or frozen.
  public boolean hasPlan() {
    return shown().isPresent();
  }

  /// The number of the current pool period.
  public long period() {
    return primary.period().orElseThrow().number();
  }

  /// Whether a refill or renewal of `item` begins a new period.
  public boolean hasPeriodOf(PaidBucket.Name item) {
    return primary.period().filter(period -> period.of().equals(item)).isPresent();
  }

  /// The displayed plan's bucket, all shards together. Without a usable bucket it is a frozen one.
  public Optional<Bucket.Paid> shown() {
    return plans().stream().findFirst().or(() -> frozenPlans().stream().findFirst());
  }

  /// The usable buckets as the pool's owner sees them, that of the displayed plan first. Each
  /// combines the parts of all its shards.
  public List<Bucket.Paid> plans() {
    return primary.book().paidPlans().stream().map(this::whole).toList();
  }

  /// The buckets that wait for a payment, the largest first. Each combines the parts of all its
  /// shards.
  public List<Bucket.Paid> frozenPlans() {
    return primary.closedPlans().stream()
        .filter(Bucket.Paid::isFrozen)
        .map(this::whole)
        .sorted(Comparator.comparing(plan -> plan.planBucket().paid(), PaidBucket.SHOWN_FIRST))
        .toList();
  }

  private Bucket.Paid whole(Bucket.Paid part) {
    PlanBucket all =
        secondaries.stream()
            .flatMap(shard -> PlanFollowing.bucket(shard, part.planBucket().name()).stream())
            .map(Bucket.Paid::planBucket)
            .reduce(part.planBucket(), PlanBucket::plus);
    return part.with(all);
  }

  /// The shards with usable buckets, even if these are empty.
  public List<PoolWallet<?>> active() {
    return shards().stream().filter(shard -> !shard.book().paidPlans().isEmpty()).toList();
  }

  /// The credits that members can spend: none if the pool is suspended or has ended.
  public Credits left() {
    return primary.billing().standing() == Standing.SUSPENDED ? Credits.NONE : remaining();
  }

  /// The credits left in its buckets.
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

  /// The number of entries of all shards together.
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

  /// The time of the latest entry of any shard.
  public Instant at() {
    return shards().stream().map(Wallet::at).max(Instant::compareTo).orElseThrow();
  }

  /// This pool with one shard replaced or added.
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

  /// This pool with those of its shards in `wallets` marked as busy.
  ///
  /// The result is empty if no shard becomes busy by this, or if no other shard has credits.
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
