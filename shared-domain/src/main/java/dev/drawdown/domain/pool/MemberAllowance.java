package dev.drawdown.domain.pool;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Spending.Tally;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The credits that a member can spend from a pool: the pool's remaining credits, or fewer by its
/// cap.
///
/// `pool` is advanced and has a plan. `drawn` counts the member's draws in the pool's current
/// period.
///
/// A draw takes all credits from one shard if one covers it. Each member tries the shards in its
/// own order, so members rarely meet, and skips shards that are busy or full of holds. If no shard
/// covers the draw, it takes from several, the fullest first.
public record MemberAllowance(Pool pool, AccountId member, Optional<Credits> limit, Credits drawn)
    implements Spendable {
  private static final Comparator<PoolWallet<?>> FULLEST =
      Comparator.<PoolWallet<?>, Credits>comparing(PoolWallet::left)
          .reversed()
          .thenComparingInt(PoolWallet::shard);

  private static final int GOLDEN = 0x9E3779B9;

  /// The reason why a pool has no room for one more hold: `open` holds of this member, or of all
  /// members on one shard.
  public record NoRoom(int open, boolean ofMember) {}

  /// The result of a draw: the changed wallets of the pool, and the draws as recorded.
  public record Drawn(List<Journal<?>> journals, List<Draw.Pooled> draws) {
    public Drawn {
      journals = List.copyOf(journals);
      draws = List.copyOf(draws);
    }
  }

  /// The credits taken from one shard.
  private record Taken(PoolWallet<?> shard, Credits credits) {
    /// The usage that this adds to the shard. The `first` shard of a charge counts the charge.
    Tally tally(boolean first) {
      return new Tally(first ? 1 : 0, credits.amount());
    }

    /// The draws from the shard's buckets: the bucket that expires first comes first.
    Drawdown drawdown() {
      return Drawing.drawdown(credits, shard.book().paidPlans(), DrawOrder.STANDARD);
    }
  }

  /// The credits that the cap leaves the member, if there is a cap.
  public Optional<Credits> allowed() {
    return limit.map(cap -> cap.minus(drawn.min(cap)));
  }

  /// Whether the cap leaves the member no more credits than the pool has.
  public boolean isCapped() {
    return allowed().filter(pool.left()::covers).isPresent();
  }

  @Override
  public BucketId id() {
    return new BucketId(BucketKind.POOL, pool.period());
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
    return pool.shown().orElseThrow().grantedAt();
  }

  @Override
  public Optional<Instant> expiresAt() {
    return pool.shown().flatMap(Bucket::expiresAt);
  }

  /// The reason why the pool has no room for one more hold of `part`, if so. `open` are the
  /// member's holds.
  public Optional<NoRoom> noRoom(Credits part, List<Hold> open) {
    int onPool = (int) open.stream().filter(hold -> hold.drawsOn(pool.id())).count();
    if (onPool >= Pool.MAX_OPEN_HOLDS_OF_A_MEMBER) {
      return Optional.of(new NoRoom(onPool, true));
    }
    return taken(part).stream()
        .map(Taken::shard)
        .filter(PoolWallet::isFullOfHolds)
        .map(shard -> new NoRoom(shard.holds().size(), false))
        .findFirst();
  }

  /// Takes `part`, at least 1 credit and at most the remaining ones, for the charge of `cause`, or
  /// holds it until `heldUntil`. Each draw names its entry.
  public Drawn draw(
      Credits part, Instant now, Cause cause, Optional<Instant> heldUntil, Warning warning) {
    Cause ofMember = cause.forMember(member);
    List<Journal<?>> journals = new ArrayList<>();
    List<Draw.Pooled> draws = new ArrayList<>();
    for (Taken taken : taken(part)) {
      Drawdown drawdown = taken.drawdown();
      Tally tally = heldUntil.isPresent() ? Tally.NONE : taken.tally(journals.isEmpty());
      Journal<?> journal =
          Journal.of(taken.shard()).take(now, ofMember.tallying(tally), drawdown, heldUntil);
      journals.add(journal);
      for (Draw draw : drawdown.draws()) {
        draws.add(
            new Draw.Pooled(
                taken.shard().id(),
                pool.period(),
                draw.bucket().number(),
                journal.last().number(),
                draw.credits()));
      }
    }
    return new Drawn(warned(journals, now, ofMember, warning), draws);
  }

  /// Adds the pool's usage warnings to the primary shard, which reports for all shards. If there is
  /// a warning, the primary shard is written too.
  ///
  /// Two concurrent draws on different shards don't see each other. If only both together cross a
  /// threshold, the next draw reports it.
  private List<Journal<?>> warned(
      List<Journal<?>> drawn, Instant now, Cause cause, Warning warning) {
    Pool after = pool;
    for (Journal<?> journal : drawn) {
      after = after.with(journal.wallet());
    }
    Bucket.Paid shown = after.plans().getFirst();
    Journal<PoolWallet.Primary> warnings =
        warning.ofAll(Journal.of(after.primary()), shown, after.remaining().isNone(), now, cause);
    if (warnings.isEmpty()) {
      return drawn;
    }
    List<Journal<?>> journals = new ArrayList<>();
    WalletId primary = warnings.wallet().id();
    List<Entry> before =
        drawn.stream()
            .filter(journal -> journal.wallet().id().equals(primary))
            .flatMap(journal -> journal.entries().stream())
            .toList();
    journals.add(warnings.after(before));
    drawn.stream().filter(journal -> !journal.wallet().id().equals(primary)).forEach(journals::add);
    return journals;
  }

  /// Draws from shards full of holds only if the other shards don't cover the part.
  private List<Taken> taken(Credits part) {
    List<PoolWallet<?>> roomy =
        pool.active().stream().filter(shard -> !shard.isFullOfHolds()).toList();
    Credits left = roomy.stream().map(PoolWallet::left).reduce(Credits.NONE, Credits::plus);
    List<Taken> taken = new ArrayList<>();
    Credits missing = part;
    for (PoolWallet<?> shard : sequence(part, left.covers(part) ? roomy : pool.active())) {
      Credits credits = shard.left().min(missing);
      if (!credits.isNone()) {
        taken.add(new Taken(shard, credits));
        missing = missing.minus(credits);
      }
    }
    return taken;
  }

  private List<PoolWallet<?>> sequence(Credits part, List<PoolWallet<?>> shards) {
    Optional<PoolWallet<?>> covering =
        shards.stream()
            .filter(shard -> shard.left().covers(part))
            .min(
                Comparator.<PoolWallet<?>, Boolean>comparing(this::isBusy)
                    .thenComparingInt(this::place)
                    .thenComparingInt(PoolWallet::shard));
    return covering
        .<List<PoolWallet<?>>>map(List::of)
        .orElseGet(() -> shards.stream().sorted(FULLEST).toList());
  }

  private boolean isBusy(PoolWallet<?> shard) {
    return pool.busy().contains(shard.shard());
  }

  /// The rank of a shard in the member's own order. The finalizer of MurmurHash3 scatters the
  /// ranks.
  private int place(PoolWallet<?> shard) {
    int mixed = member.value().hashCode() + shard.shard() * GOLDEN;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }
}
