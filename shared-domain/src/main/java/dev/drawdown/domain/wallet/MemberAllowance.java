package dev.drawdown.domain.wallet;

import static java.util.Comparator.comparing;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What of a pool a member can spend: what the pool has left, or less if there is a cap and it says
/// so.
///
/// `pool` is advanced and has a plan; `drawn` is what the member drew in its current period. A draw
/// takes all from one shard where one covers it. Each member has an order of its own in which it
/// tries them, so that members keep out of each other's way, and passes over those that are busy or
/// full of holds; only where none covers it are several drawn, the fullest first.
public record MemberAllowance(Pool pool, AccountId member, Optional<Credits> limit, Credits drawn)
    implements Spendable {
  private static final Comparator<Wallet> FULLEST =
      comparing((Wallet shard) -> Pool.left(shard))
          .reversed()
          .thenComparingInt(shard -> shard.id().shard());

  private static final int GOLDEN = 0x9E3779B9;

  /// How much the cap leaves the member, if there is one.
  public Optional<Credits> allowed() {
    return limit.map(cap -> cap.minus(drawn.min(cap)));
  }

  /// Whether the cap leaves the member less than there is, or just that.
  public boolean isCapped() {
    return allowed().filter(pool.left()::covers).isPresent();
  }

  @Override
  public BucketId id() {
    return new BucketId(BucketKind.POOL, pool.plan().number());
  }

  @Override
  public Credits granted() {
    return limit.map(pool.granted()::min).orElse(pool.granted());
  }

  @Override
  public Credits remaining() {
    return allowed().map(pool.left()::min).orElse(pool.left());
  }

  @Override
  public Instant grantedAt() {
    return pool.plan().grantedAt();
  }

  @Override
  public Optional<Instant> expiresAt() {
    return Optional.of(pool.plan().endsAt());
  }

  @Override
  public List<Draw> draw(Credits part) {
    List<Draw> draws = new ArrayList<>();
    Credits missing = part;
    for (Wallet shard : sequence(part)) {
      Credits taken = Pool.left(shard).min(missing);
      if (!taken.isNone()) {
        draws.add(draw(shard, taken));
        missing = missing.minus(taken);
      }
    }
    return draws;
  }

  /// Shards that are full of holds are drawn from only where the others don't cover the part.
  private List<Wallet> sequence(Credits part) {
    List<Wallet> roomy =
        pool.active().stream().filter(shard -> !Pool.isFullOfHolds(shard)).toList();
    Credits left = roomy.stream().map(Pool::left).reduce(Credits.NONE, Credits::plus);
    return sequence(part, left.covers(part) ? roomy : pool.active());
  }

  private List<Wallet> sequence(Credits part, List<Wallet> shards) {
    return shards.stream()
        .filter(shard -> Pool.left(shard).covers(part))
        .min(
            comparing(this::isBusy)
                .thenComparingInt(this::place)
                .thenComparingInt(MemberAllowance::number))
        .map(List::of)
        .orElseGet(() -> shards.stream().sorted(FULLEST).toList());
  }

  private boolean isBusy(Wallet shard) {
    return pool.busy().contains(number(shard));
  }

  /// Where a shard stands in the member's own order: the finalizer of MurmurHash3, which scatters.
  private int place(Wallet shard) {
    int mixed = member.value().hashCode() + number(shard) * GOLDEN;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  private static int number(Wallet shard) {
    return shard.id().shard();
  }

  private Draw draw(Wallet shard, Credits taken) {
    long number = shard.plan().orElseThrow().number();
    return new Draw.Pooled(shard.id(), pool.plan().number(), number, shard.version() + 1, taken);
  }
}
