package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A pool: all the shards that it ever had, by number. The first decides, and the others follow it.
///
/// Most pools have one shard. Many members draw from one pool at once, and one item carries only so
/// many transactions: so a pool's allowance may be spread over several. `busy` are the shards at
/// which somebody else was found, to be passed over where others will do.
public record Pool(PoolId id, List<Wallet> shards, Set<Integer> busy) {
  /// A shard has at most this many open holds, of all members.
  public static final int MAX_OPEN_HOLDS_IN_A_SHARD = 200;

  /// At most this many open holds of one member draw on a pool, so that no member uses up the
  /// places of the others.
  public static final int MAX_OPEN_HOLDS_OF_A_MEMBER = 20;

  public Pool {
    shards = List.copyOf(shards);
    busy = Set.copyOf(busy);
    if (shards.isEmpty()) {
      throw new IllegalArgumentException("a pool has a primary shard: " + id);
    }
    for (int shard = 0; shard < shards.size(); shard++) {
      if (!shards.get(shard).id().equals(new WalletId(id, shard))) {
        throw new IllegalArgumentException("not shard " + shard + " of " + id + ": " + shards);
      }
    }
  }

  public Pool(PoolId id, List<Wallet> shards) {
    this(id, shards, Set.of());
  }

  public Wallet primary() {
    return shards.getFirst();
  }

  /// Whether it was ever paid for, by which pools open.
  public boolean isKnown() {
    return primary().billing().term().isPresent();
  }

  /// Whether some shard has followed the first one further than that was when it was read. Then the
  /// first is to be read again.
  public boolean isPrimaryBehind() {
    long changes = primary().primary().changes();
    return shards.stream().skip(1).anyMatch(shard -> shard.secondary().changes() > changes);
  }

  /// Whether it has an allowance, spendable or not.
  public boolean hasPlan() {
    return primary().plan().isPresent();
  }

  /// The allowance as its primary shard has it, of which that has a part.
  public Bucket.Plan plan() {
    return primary().plan().orElseThrow();
  }

  /// The shards over which the current allowance is spread.
  public List<Wallet> active() {
    return shards.subList(0, Math.min(primary().primary().shards(), shards.size()));
  }

  /// What its members can spend. Suspended or gone, that is nothing.
  public Credits left() {
    return hasPlan() && primary().billing().standing() != Standing.SUSPENDED
        ? remaining()
        : Credits.NONE;
  }

  /// What is left of its allowance, spendable or not.
  public Credits remaining() {
    return active().stream().map(Pool::left).reduce(Credits.NONE, Credits::plus);
  }

  public Credits granted() {
    return active().stream()
        .flatMap(shard -> shard.plan().stream())
        .map(Bucket::granted)
        .reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return shards.stream().map(Wallet::held).reduce(Credits.NONE, Credits::plus);
  }

  /// How many entries its shards have together.
  public long version() {
    return shards.stream().mapToLong(Wallet::version).sum();
  }

  static Credits left(Wallet shard) {
    return shard.plan().map(Bucket::remaining).orElse(Credits.NONE);
  }

  /// Whether a shard has as many open holds as it may have.
  public static boolean isFullOfHolds(Wallet shard) {
    return shard.holds().size() >= MAX_OPEN_HOLDS_IN_A_SHARD;
  }

  public Wallet shard(WalletId name) {
    return shards.get(name.shard());
  }

  /// The time of a decision when the clock shows `clock`: never before the last entry of any shard.
  public Instant timeOf(Instant clock) {
    return shards.stream().map(shard -> shard.timeOf(clock)).max(Instant::compareTo).orElseThrow();
  }

  /// When its latest entry was written.
  public Instant at() {
    return shards.stream().map(Wallet::at).max(Instant::compareTo).orElseThrow();
  }

  /// A member's wallet that knows how many shards this pool has.
  public Wallet seenBy(Wallet member) {
    return member.withPooling(member.member().seeing(shards.size()));
  }

  /// This pool with one shard as it is now.
  public Pool with(Wallet changed) {
    List<Wallet> all = new ArrayList<>(shards);
    all.set(changed.id().shard(), changed);
    return new Pool(id, all, busy);
  }

  /// This pool, where somebody was found at some of `wallets`, or nothing where that leaves no
  /// shard to go to that wasn't known as busy before.
  public Optional<Pool> elsewhere(Set<WalletId> wallets) {
    Set<Integer> more = new HashSet<>(busy);
    wallets.stream()
        .filter(wallet -> wallet.owner().equals(id))
        .forEach(wallet -> more.add(wallet.shard()));
    boolean others =
        active().stream()
            .anyMatch(shard -> !more.contains(shard.id().shard()) && !left(shard).isNone());
    return more.size() > busy.size() && others
        ? Optional.of(new Pool(id, shards, more))
        : Optional.empty();
  }
}
