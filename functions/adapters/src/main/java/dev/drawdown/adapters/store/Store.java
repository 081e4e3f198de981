package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where wallets, their ledgers, charges and documents are kept.
///
/// Reads are strongly consistent. They throw what the database's client throws.
public interface Store {
  /// What is stored of an account, of the charge under a key and of a document's last charge: one
  /// round trip, and a second one only where the document is known; one more for each pool
  /// concerned, and one where the charge drew from packs that are used up. What was never written
  /// reads as an unseen wallet and as absent.
  ///
  /// These aren't read at one instant. The wallet is never older than the charge under the key, but
  /// may be newer than it and than the document: an answer that writes nothing, and rests on one of
  /// those being absent or unchanged, holds only if a second reading finds it so. Decisions say so:
  /// see [dev.drawdown.domain.commit.Decision#needsSecondReading].
  Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document);

  /// A wallet, not advanced, as it is stored.
  Wallet wallet(WalletId id);

  /// A pool with all shards that it ever had, not advanced. One round trip where there are no more
  /// than `shards`, and two otherwise.
  Pool pool(PoolId id, int shards);

  /// The wallets of at most `limit` members of a pool whose names come after `after`, by name;
  /// fewer where there are no more.
  List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after);

  /// At most `limit` entries with numbers below `before`, newest first.
  List<Entry> entriesBefore(WalletId wallet, long before, int limit);

  /// At most `limit` entries with numbers above `after`, oldest first.
  List<Entry> entriesAfter(WalletId wallet, long after, int limit);

  /// Those of the entries with these numbers that exist, in any order; at most 100.
  List<Entry> entries(WalletId wallet, Set<Long> numbers);

  /// Writes all of `commit` or nothing, once per `token` however often it is called with it.
  Outcome commit(Commit commit, String token);

  /// Tries each of `commits` once, in order, up to the first that isn't written, and returns what
  /// came of that one; of all, if all are written.
  default Outcome commitInOrder(List<Commit> commits) {
    for (Commit commit : commits) {
      Outcome outcome = commit(commit, UUID.randomUUID().toString());
      if (!(outcome instanceof Outcome.Committed)) {
        return outcome;
      }
    }
    return new Outcome.Committed();
  }
}
