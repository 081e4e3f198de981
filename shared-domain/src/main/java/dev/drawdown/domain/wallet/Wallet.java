package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.PoolWallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The state of an account or of a pool's shard as of its last ledger entry: a book, with the known
/// facts about payments and pools.
///
/// `W` is the kind of wallet: every change returns a wallet of the same kind. [Journal] posts
/// entries on the book and reports their effects to the wallet through the methods below.
public sealed interface Wallet<W extends Wallet<W>> permits BilledWallet, PoolWallet {
  Book book();

  /// The next due time that the store recorded for this wallet.
  ///
  /// No rule reads it. Every change keeps it, so the store knows which due time to replace.
  Optional<Instant> dueAt();

  /// This wallet, typed as its kind.
  W self();

  /// This wallet with `change` applied to its book.
  W with(UnaryOperator<Book> change);

  /// This wallet with the due time `dueAt`.
  W withDueAt(Optional<Instant> dueAt);

  /// This wallet after an entry that drew `drawdown`.
  W afterDrawing(Drawdown drawdown);

  /// This wallet after an entry that gave `draw` back.
  W afterReturning(Draw draw);

  /// Paid buckets that are frozen or cleared and so can't be drawn. The wallet keeps them beside
  /// the book.
  List<Bucket.Paid> closedPlans();

  /// The credits left in frozen buckets. A [BilledWallet] adds the displaced month of the default
  /// plan if it hasn't ended at `at`. Cleared buckets don't count.
  default Credits keptInClosed(Instant at) {
    return closedPlans().stream()
        .filter(Bucket.Paid::isFrozen)
        .map(Bucket::remaining)
        .reduce(Credits.NONE, Credits::plus);
  }

  /// This wallet with `bucket` among the closed buckets. It replaces a bucket with the same name.
  W withClosed(Bucket.Paid bucket);

  /// This wallet without the closed bucket of that name.
  W withoutClosed(BucketId name);

  /// Whether the changes of this wallet propagate to other wallets. A change that moves no credits
  /// here may then move some there, so it needs an entry.
  boolean propagates();

  /// Whether a refill of `bucket` needs an entry even if it moves no credits. Members of a pool
  /// count their draws from one refill to the next.
  default boolean countsFrom(Bucket.Paid bucket) {
    return false;
  }

  /// This wallet after `before` was renewed or refilled as `after`.
  default W renewing(Bucket.Paid before, Bucket.Paid after) {
    return self();
  }

  default WalletId id() {
    return book().id();
  }

  default Owner owner() {
    return id().owner();
  }

  /// The number of its last entry, or 0 without entries.
  default long version() {
    return book().version();
  }

  /// The time of its last entry.
  default Instant at() {
    return book().at();
  }

  default List<Bucket> buckets() {
    return book().buckets();
  }

  default List<Hold> holds() {
    return book().holds();
  }

  /// The credits left in all buckets.
  default Credits total() {
    return book().total();
  }

  default Credits held() {
    return book().held();
  }

  /// The time of a decision that is made when the clock shows `clock`.
  ///
  /// @see Book#timeOf
  default Instant timeOf(Instant clock) {
    return book().timeOf(clock);
  }

  /// The bucket whose usage people see: that of the displayed plan, or else the starter's.
  default Optional<Bucket> allowance() {
    return book().paidPlans().stream()
        .<Bucket>map(plan -> plan)
        .findFirst()
        .or(book()::unpaidPlan)
        .or(book()::starter);
  }

  /// This wallet with a due time of `instant` or earlier.
  default W dueBy(Instant instant) {
    return withDueAt(dueAt().filter(instant::isAfter).or(() -> Optional.of(instant)));
  }
}
