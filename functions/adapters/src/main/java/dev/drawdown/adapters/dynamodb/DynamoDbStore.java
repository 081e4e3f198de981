package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.AuditStore;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// All stores on one table of DynamoDB. Its client must not retry by itself; those of
/// [DynamoDbClients] don't.
public final class DynamoDbStore implements Stores {
  private final Table table;
  private final DueTimes dueTimes;

  /// Stores that write wallets with the due times of `dueTimes`.
  public DynamoDbStore(DynamoDbClient client, String table, DueTimes dueTimes) {
    this(client, table, dueTimes, Pause.SLEEPING, Table.JITTER);
  }

  /// Stores that write no wallet. A write needs the wallet's due time.
  public static DynamoDbStore forReading(DynamoDbClient client, String table) {
    return new DynamoDbStore(client, table, DueTimes.UNKNOWN);
  }

  public DynamoDbStore(
      DynamoDbClient client, String table, DueTimes dueTimes, Pause pause, Jitter jitter) {
    this.table = new Table(client, table, pause, jitter);
    this.dueTimes = dueTimes;
  }

  @Override
  public Accounts accounts() {
    return new DynamoDbAccounts(table);
  }

  @Override
  public Wallets wallets() {
    return new DynamoDbWallets(table);
  }

  @Override
  public Ledgers ledgers() {
    return new DynamoDbLedgers(table);
  }

  @Override
  public Commits commits() {
    return new DynamoDbCommits(table, dueTimes);
  }

  @Override
  public Payments payments() {
    return new DynamoDbPayments(table);
  }

  @Override
  public ManualChanges manualChanges() {
    return new DynamoDbManualChanges(table);
  }

  @Override
  public DueStore due() {
    return new DynamoDbDueStore(table);
  }

  @Override
  public ParkedList<ProviderEventId, ReceivedEvent> parkedEvents() {
    return new DynamoDbParked<>(table, DynamoDbParked.Kind.EVENTS);
  }

  @Override
  public ParkedStore<String, String> parkedWallets() {
    return new DynamoDbParked<>(table, DynamoDbParked.Kind.WALLETS);
  }

  @Override
  public ParkedStore<LedgerRange, LedgerRange> parkedEntries() {
    return new DynamoDbParked<>(table, DynamoDbParked.Kind.ENTRIES);
  }

  /// Blanks callers' texts about accounts. This is for operators only.
  public CallerTexts callerTexts() {
    return new DynamoDbCallerTexts(table);
  }

  /// Reads whole wallets and repairs them. This is for operators only.
  public AuditStore audits() {
    return new DynamoDbAuditStore(table);
  }
}
