package dev.drawdown.adapters.store;

import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When wallets fall due. Each commit notes with a wallet what [DueTimes] say.
public interface DueStore {
  /// At most `limit` wallets of `shard` that are noted for `by` or sooner, in the order of that
  /// time, from the first after `after` on; fewer where there are no more.
  ///
  /// The list may be some moments old: a wallet that is in it must be read to know.
  List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after);

  /// The names of all wallets that there are, in any order, read as the stream gets there.
  Stream<String> walletNames();

  /// Sets or clears the wallet's due time, if the wallet hasn't changed since it was read.
  Outcome moveOn(Wallet asRead, Optional<Instant> next);

  /// Parks a wallet that can't be advanced and sets its due time to `until`, if it is still noted
  /// as it was found. A wallet that is parked already is parked for the new reason.
  Outcome park(Parked<String> parked, DueWallet found, Instant until);
}
