package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// All stores, with one port for each task. A function takes only the ports that it uses.
///
/// Reads are strongly consistent, except [DueStore#due]. A port that can't answer throws a
/// [StoreFailure].
public interface Stores {
  Accounts accounts();

  Wallets wallets();

  Ledgers ledgers();

  Commits commits();

  Payments payments();

  ManualChanges manualChanges();

  DueStore due();

  /// A commit parks and unparks events, because the owner's wallet counts them.
  ParkedList<ProviderEventId, ReceivedEvent> parkedEvents();

  /// Parked wallets by their names as stored. An unreadable name need not be a name of this
  /// service.
  ParkedStore<String, String> parkedWallets();

  ParkedStore<LedgerRange, LedgerRange> parkedEntries();

  /// Reads the state for a decision about a charge, a capture or a refund.
  @FunctionalInterface
  interface Accounts {
    /// The stored account, the charge under a key and a document's last charge.
    ///
    /// It takes one round trip, and a second one if the document is known. It takes one more for
    /// each pool concerned, and one if the charge drew from used-up packs. A missing wallet reads
    /// as unseen, other missing items as absent.
    ///
    /// These items aren't read at one instant. The wallet is never older than the charge under the
    /// key. It may be newer than the charge and the document. So an answer that writes nothing, and
    /// rests on an absent or unchanged item, needs a second reading that agrees: see
    /// [dev.drawdown.domain.commit.Decision#needsSecondReading].
    Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document);
  }

  /// Reads stored wallets and pools, not advanced.
  interface Wallets {
    Wallet<?> wallet(WalletId id);

    AccountWallet wallet(AccountId account);

    /// A pool with all shards that it ever had. It takes one round trip for at most `shards`
    /// shards, and otherwise two.
    Pool pool(PoolId id, int shards);

    /// The wallets of at most `limit` members of a pool with names after `after`, by name; fewer at
    /// the end.
    List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after);
  }

  /// Reads the entries of wallets.
  interface Ledgers {
    /// At most `limit` entries with numbers below `before`, newest first.
    List<Entry> entriesBefore(WalletId wallet, long before, int limit);

    /// At most `limit` entries with numbers above `after`, oldest first.
    List<Entry> entriesAfter(WalletId wallet, long after, int limit);

    /// The existing entries with these numbers, in any order; at most 100.
    List<Entry> entries(WalletId wallet, Set<Long> numbers);
  }

  /// Writes decisions.
  @FunctionalInterface
  interface Commits {
    /// Writes all of `commit` or nothing. Repeated calls with the same `token` write it once.
    Outcome commit(Commit commit, UUID token);

    /// Commits in order, each under its own token, until one isn't written, and returns the outcome
    /// of that one. If all are written, returns [Outcome.Committed].
    default Outcome commitInOrder(List<Commit> commits) {
      for (Commit commit : commits) {
        Outcome outcome = commit(commit, UUID.randomUUID());
        if (!(outcome instanceof Outcome.Committed)) {
          return outcome;
        }
      }
      return new Outcome.Committed();
    }
  }

  /// Reads subscriptions, payments for packs and the provider's events, whose ids are unique over
  /// all accounts. No wallet is older than the records read with it.
  interface Payments {
    /// The state for applying `facts` about a subscription: the known facts, and the wallets of all
    /// owners concerned. It takes two round trips.
    RenewalSituation renewal(SubscriptionId subscription, List<Fact> facts);

    /// The stored subscription, if any fact about it is known.
    Optional<StoredSubscription> subscription(SubscriptionId subscription);

    /// The term that a product's backend recorded under this name, if any.
    Optional<RecordedTerm> recordedTerm(RecordedTerm.Name name);

    /// The state for crediting a pack. It takes one round trip, another for a member's pool, and
    /// another if the wallet was older than the payment.
    TopUpSituation topUp(AccountId owner, PaymentId payment);

    /// The state for reversing a payment. It takes one round trip, and a second one if a pack was
    /// credited.
    ReversalSituation reversal(PaymentId payment);

    /// Whether an event was applied or dropped. A parked event isn't done.
    boolean isDone(ProviderEventId event);
  }

  /// Reads operators' grants and corrections.
  @FunctionalInterface
  interface ManualChanges {
    /// The state for a manual change. The wallet is never older than the change under the key. It
    /// takes one round trip, another for a member's pool, and another if the wallet was older.
    ManualChangeSituation load(AccountId account, ManualChange.Key key);
  }

  /// Lists failed work that waits for an operator. `K` names the parked work.
  interface ParkedList<K, W> {
    /// The parked work with that name.
    Optional<Parked<W>> find(K name);

    /// At most `limit` parked items, in a stable order of names, from the first after `after`;
    /// fewer at the end.
    List<Parked<W>> page(int limit, Optional<K> after);

    /// The name of parked work.
    K name(W work);

    /// All parked work. The stream reads each page when it reaches it.
    default Stream<Parked<W>> all() {
      return Pages.all(this::page, parked -> name(parked.work()));
    }
  }

  /// Keeps failed work until it succeeds, or until an operator drops it.
  interface ParkedStore<K, W> extends ParkedList<K, W> {
    /// Parks work. If it is already parked, this keeps it once, with the last reason.
    void park(Parked<W> parked);

    /// Removes parked work if it is still as it was read. Otherwise returns [Outcome.Stale] and
    /// removes nothing.
    Outcome unpark(Parked<W> parked);
  }

  /// The due times of wallets. Each commit records the due time of [DueTimes] with a wallet.
  interface DueStore {
    /// At most `limit` wallets of `shard` with a due time of `by` or earlier; fewer at the end.
    /// They are in the order of that time, from the first after `after` on.
    ///
    /// The list may be a few moments old, so the caller must read each wallet.
    List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after);

    /// The names of all wallets, in any order. The stream reads them when it reaches them.
    Stream<String> walletNames();

    /// Sets or clears the wallet's due time, if the wallet hasn't changed since it was read.
    Outcome reschedule(Wallet<?> asRead, Optional<Instant> next);

    /// Parks a wallet that can't be advanced and sets its due time to `until`, if its due time is
    /// still the one found. If the wallet is already parked, the reason is replaced.
    Outcome park(Parked<String> parked, DueWallet found, Instant until);
  }
}
