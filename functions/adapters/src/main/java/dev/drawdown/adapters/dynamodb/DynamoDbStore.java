package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.ParkedWallet;
import dev.drawdown.adapters.store.Pause;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.ReversalSituation;
import dev.drawdown.domain.topup.TopUpSituation;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The store on DynamoDB. Its client must not retry by itself, as those of [DynamoDbClients] don't:
/// reads are retried here, and commits by whoever knows their deadline.
public final class DynamoDbStore implements Store, PaymentStore, DueStore {
  private final DynamoDbClient client;
  private final String table;
  private final DueTimes dueTimes;
  private final Reads reads;
  private final PaymentReads payments;
  private final DueIndex due;

  /// A store of wallets that fall due as `dueTimes` say.
  public DynamoDbStore(DynamoDbClient client, String table, DueTimes dueTimes) {
    this(client, table, dueTimes, Pause.SLEEPING, Reads.JITTER);
  }

  /// A store that is only read. Whoever writes wallets must know when they fall due.
  public static DynamoDbStore forReading(DynamoDbClient client, String table) {
    return new DynamoDbStore(client, table, DueTimes.UNKNOWN);
  }

  public DynamoDbStore(
      DynamoDbClient client, String table, DueTimes dueTimes, Pause pause, Jitter jitter) {
    this.client = client;
    this.table = table;
    this.dueTimes = dueTimes;
    this.reads = new Reads(client, table, pause, jitter);
    this.payments = new PaymentReads(reads);
    this.due = new DueIndex(reads);
  }

  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return AccountRead.of(reads, account, key, document).situation();
  }

  @Override
  public Wallet wallet(WalletId id) {
    return reads.wallet(id);
  }

  @Override
  public Pool pool(PoolId id, int shards) {
    return new PoolReads(reads).pool(id, shards);
  }

  @Override
  public List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return new PoolReads(reads).members(pool, limit, after);
  }

  @Override
  public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return EntryPage.before(wallet, before, limit).read(reads);
  }

  @Override
  public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return EntryPage.after(wallet, after, limit).read(reads);
  }

  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return reads.entries(wallet, numbers);
  }

  @Override
  public RenewalSituation renewal(
      Owner owner, SubscriptionId subscription, Optional<Grant.Key> grant) {
    return payments.renewal(owner, subscription, grant);
  }

  @Override
  public Optional<Owner> ownerOf(SubscriptionId subscription) {
    return payments.ownerOf(subscription);
  }

  @Override
  public TopUpSituation topUp(AccountId owner, PaymentId payment) {
    return payments.topUp(owner, payment);
  }

  @Override
  public ReversalSituation reversal(PaymentId payment) {
    return payments.reversal(payment);
  }

  @Override
  public boolean isDone(ProviderEventId event) {
    return payments.isDone(event);
  }

  @Override
  public Optional<ParkedEvent> parked(ProviderEventId event) {
    return payments.parked(event);
  }

  @Override
  public List<ParkedEvent> parked(int limit, Optional<ProviderEventId> after) {
    return payments.parked(limit, after);
  }

  @Override
  public List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    return due.due(shard, by, limit, after);
  }

  @Override
  public Stream<String> wallets() {
    return due.wallets();
  }

  @Override
  public Outcome moveOn(Wallet asRead, Optional<Instant> next) {
    return due.moveOn(asRead, next);
  }

  @Override
  public Outcome park(ParkedWallet parked, DueWallet found, Instant until) {
    return due.park(parked, found, until);
  }

  @Override
  public Optional<ParkedWallet> parkedWallet(String wallet) {
    return due.parkedWallet(wallet);
  }

  @Override
  public List<ParkedWallet> parkedWallets(int limit, Optional<String> after) {
    return due.parkedWallets(limit, after);
  }

  @Override
  public void unpark(ParkedWallet parked) {
    due.unpark(parked);
  }

  @Override
  public Outcome commit(Commit commit, String token) {
    TransactWriteItemsRequest request = Transaction.of(table, dueTimes.noted(commit), token);
    try {
      client.transactWriteItems(request);
      return new Outcome.Committed();
    } catch (TransactionCanceledException cancelled) {
      return TransactionCancellation.outcome(request.transactItems(), cancelled);
    } catch (SdkException failure) {
      return Failure.outcome(failure);
    }
  }
}
