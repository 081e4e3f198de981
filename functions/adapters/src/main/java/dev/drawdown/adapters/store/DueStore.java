package dev.drawdown.adapters.store;

import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where it is noted when wallets fall due, and which of them can't be advanced. The wallets
/// themselves are in the [Store] beside it, which notes with each commit what [DueTimes] say.
public interface DueStore {
  /// At most `limit` wallets of `shard` that are noted for `by` or sooner, in the order of that
  /// time, from the first after `after` on; fewer where there are no more.
  ///
  /// The list may be some moments old: a wallet that is in it must be read to know.
  List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after);

  /// The names of all wallets that there are, in any order, read as the stream gets there.
  Stream<String> wallets();

  /// Notes of a wallet that it is to be looked at `next`, or not at all, whatever was noted before,
  /// on condition that it is still as it was read.
  Outcome moveOn(Wallet asRead, Optional<Instant> next);

  /// Parks a wallet that can't be advanced and notes `until` for it, on condition that it is still
  /// noted as it was found. One that is parked already is parked for the new reason.
  Outcome park(ParkedWallet parked, DueWallet found, Instant until);

  Optional<ParkedWallet> parkedWallet(String wallet);

  /// At most `limit` parked wallets whose names come after `after`, by name; fewer where there are
  /// no more.
  List<ParkedWallet> parkedWallets(int limit, Optional<String> after);

  /// Is done with a parked wallet, if it is one.
  void unpark(ParkedWallet parked);
}
