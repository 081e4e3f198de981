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

/// What an account or a shard of a pool has, as of its last ledger entry: a book, and what is known
/// about payments and pools.
///
/// `W` is the kind of wallet: every change of a wallet makes one of the same kind. [Journal] posts
/// entries on the book, and tells the wallet by the methods below what they did.
public sealed interface Wallet<W extends Wallet<W>> permits BilledWallet, PoolWallet {
  Book book();

  /// When something falls due in it. No rule reads it: every change keeps it, so that the store
  /// knows which due time it had noted before.
  Optional<Instant> dueAt();

  /// This wallet, as one of its kind.
  W self();

  /// This wallet with its book as `change` leaves it.
  W with(UnaryOperator<Book> change);

  /// This wallet with the due time `noted`.
  W withDueAt(Optional<Instant> noted);

  /// This wallet after an entry that drew `drawdown`.
  W afterDrawing(Drawdown drawdown);

  /// This wallet after an entry that gave `draw` back.
  W afterReturning(Draw draw);

  /// Paid buckets that can't be drawn: frozen or cleared, and kept beside the book.
  List<Bucket.Paid> closedPlans();

  /// This wallet with `bucket` among the closed ones, in the place of one of the same name.
  W withClosed(Bucket.Paid bucket);

  /// This wallet without the closed bucket of that name.
  W withoutClosed(BucketId name);

  /// Whether other wallets follow this one. Then a change that moves no credits here may move some
  /// there, and is written down.
  boolean isFollowed();

  /// Whether a refill of `bucket` is written down even if it moves no credits, as others count what
  /// they drew from one refill to the next.
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

  /// The number of its last entry, 0 where it was never seen.
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

  /// What is left over all buckets.
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

  /// The bucket whose usage people see: that of the plan that is shown, else the starter's.
  default Optional<Bucket> allowance() {
    return book().paidPlans().stream()
        .<Bucket>map(plan -> plan)
        .findFirst()
        .or(book()::unpaidPlan)
        .or(book()::starter);
  }

  /// This wallet, due by `instant` at the latest.
  default W dueBy(Instant instant) {
    return withDueAt(dueAt().filter(instant::isAfter).or(() -> Optional.of(instant)));
  }
}
