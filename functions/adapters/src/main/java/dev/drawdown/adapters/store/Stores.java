package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StatedTerm;
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

/// All that is kept, as one port for each thing that is done with it. A function takes the ports
/// that it uses and no others.
///
/// Reads are strongly consistent, but for [DueStore#due]. A port that can't answer throws a
/// [StoreFailure].
public interface Stores {
  Accounts accounts();

  Wallets wallets();

  Ledgers ledgers();

  Commits commits();

  Payments payments();

  ManualChanges manualChanges();

  DueStore due();

  /// Events are parked and unparked by a commit, as their owner's wallet counts them.
  ParkedList<ProviderEventId, ReceivedEvent> parkedEvents();

  /// Wallets by their names as they are written, which need not be names of this service.
  ParkedStore<String, String> parkedWallets();

  ParkedStore<LedgerRange, LedgerRange> parkedEntries();

  /// Reads what a charge, a capture or a refund is decided on.
  @FunctionalInterface
  interface Accounts {
    /// What is stored of an account, of the charge under a key and of a document's last charge: one
    /// round trip, and a second one only where the document is known; one more for each pool
    /// concerned, and one where the charge drew from packs that are used up. What was never written
    /// reads as an unseen wallet and as absent.
    ///
    /// These aren't read at one instant. The wallet is never older than the charge under the key,
    /// but may be newer than it and than the document: an answer that writes nothing, and rests on
    /// one of those being absent or unchanged, holds only if a second reading finds it so.
    /// Decisions say so: see [dev.drawdown.domain.commit.Decision#needsSecondReading].
    Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document);
  }

  /// Reads wallets and pools, not advanced, as they are stored.
  interface Wallets {
    Wallet<?> wallet(WalletId id);

    AccountWallet wallet(AccountId account);

    /// A pool with all shards that it ever had. One round trip where there are no more than
    /// `shards`, and two otherwise.
    Pool pool(PoolId id, int shards);

    /// The wallets of at most `limit` members of a pool whose names come after `after`, by name;
    /// fewer where there are no more.
    List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after);
  }

  /// Reads the entries of wallets.
  interface Ledgers {
    /// At most `limit` entries with numbers below `before`, newest first.
    List<Entry> entriesBefore(WalletId wallet, long before, int limit);

    /// At most `limit` entries with numbers above `after`, oldest first.
    List<Entry> entriesAfter(WalletId wallet, long after, int limit);

    /// Those of the entries with these numbers that exist, in any order; at most 100.
    List<Entry> entries(WalletId wallet, Set<Long> numbers);
  }

  /// Writes what was decided.
  @FunctionalInterface
  interface Commits {
    /// Writes all of `commit` or nothing, once per `token` however often it is called with it.
    Outcome commit(Commit commit, String token);

    /// Commits in order, each under a token of its own, up to the first that isn't written, and
    /// returns the outcome of that one. If all are written, returns [Outcome.Committed].
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

  /// Reads subscriptions, payments for packs and the provider's events, whose names are unique over
  /// all accounts. No wallet is older than what was read with it.
  interface Payments {
    /// What `facts` about a subscription are told on: what is known of it, and the wallets of all
    /// whom they concern. Two round trips.
    RenewalSituation renewal(SubscriptionId subscription, List<Fact> facts);

    /// What is known of a subscription, once anything was told of it.
    Optional<StoredSubscription> subscription(SubscriptionId subscription);

    /// What a product's backend stated under a name, if anything.
    Optional<StatedTerm> stated(StatedTerm.Name name);

    /// What a pack is credited on. One round trip, another for a member's pool, and another where
    /// the wallet was older than the payment.
    TopUpSituation topUp(AccountId owner, PaymentId payment);

    /// What a payment is reversed on. One round trip, and a second one where it was credited.
    ReversalSituation reversal(PaymentId payment);

    /// Whether an event has had its effect, or was dropped. One that is parked is not done.
    boolean isDone(ProviderEventId event);
  }

  /// Reads what operators gave and corrected by hand.
  @FunctionalInterface
  interface ManualChanges {
    /// What a manual change is decided on. The wallet is never older than the change under the key.
    /// One round trip, another for a member's pool, and another where the wallet was older.
    ManualChangeSituation load(AccountId account, ManualChange.Key key);
  }

  /// Lists what couldn't be done and waits for an operator. `K` names what is parked.
  interface ParkedList<K, W> {
    /// What is parked under that name.
    Optional<Parked<W>> find(K name);

    /// At most `limit` of what is parked, in some order of the names, from the first after `after`;
    /// fewer where there are no more.
    List<Parked<W>> page(int limit, Optional<K> after);

    /// The name of what is parked.
    K name(W what);

    /// All that is parked. The stream reads each page when it reaches it.
    default Stream<Parked<W>> all() {
      return Pages.all(this::page, parked -> name(parked.what()));
    }
  }

  /// Keeps what couldn't be done until it is, or until an operator drops it.
  interface ParkedStore<K, W> extends ParkedList<K, W> {
    /// Parks it. The same parked again is kept once, for the last reason given.
    void park(Parked<W> parked);

    /// Removes what is parked just as it was read. Returns [Outcome.Stale] and removes nothing if
    /// it isn't parked any more, or was parked again since.
    Outcome unpark(Parked<W> parked);
  }

  /// When wallets fall due. Each commit notes with a wallet what [DueTimes] say.
  interface DueStore {
    /// At most `limit` wallets of `shard` that are noted for `by` or sooner, in the order of that
    /// time, from the first after `after` on; fewer where there are no more.
    ///
    /// The list may be some moments old: a wallet that is in it must be read to know.
    List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after);

    /// The names of all wallets that there are, in any order, read as the stream gets there.
    Stream<String> walletNames();

    /// Sets or clears the wallet's due time, if the wallet hasn't changed since it was read.
    Outcome moveOn(Wallet<?> asRead, Optional<Instant> next);

    /// Parks a wallet that can't be advanced and sets its due time to `until`, if it is still noted
    /// as it was found. A wallet that is parked already is parked for the new reason.
    Outcome park(Parked<String> parked, DueWallet found, Instant until);
  }
}
