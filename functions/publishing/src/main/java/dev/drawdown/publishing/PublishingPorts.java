package dev.drawdown.publishing;

import static dev.drawdown.adapters.Environment.named;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.eventbridge.EventBridgeBus;
import dev.drawdown.adapters.eventbridge.EventBridgeBus.EventBridgeClients;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import java.time.InstantSource;
import java.util.Map;

/// The ports of publishing: the ledgers, the parked entries, the bus, the clock and the log of
/// calls. It needs no catalog, because the stored entries contain everything.
public record PublishingPorts(
    Ledgers entries,
    ParkedStore<LedgerRange, LedgerRange> parked,
    EventBus bus,
    InstantSource clock,
    CallLog callLog) {
  public PublishingPorts(Stores stores, EventBus bus, InstantSource clock, CallLog callLog) {
    this(stores.ledgers(), stores.parkedEntries(), bus, Ports.wholeMillis(clock), callLog);
  }

  static PublishingPorts of(Ports ports) {
    EventBus bus = ports.bus().orElseThrow(() -> new IllegalStateException("there is no bus"));
    return new PublishingPorts(ports.stores(), bus, ports.clock(), ports.callLog());
  }

  /// Connects to the table and the bus of these names, with the settings of the environment.
  public static PublishingPorts of(String table, String bus, Map<String, String> environment) {
    return new PublishingPorts(
        DynamoDbStore.forReading(DynamoDbClients.of(environment), table),
        new EventBridgeBus(EventBridgeClients.of(environment), bus),
        InstantSource.system(),
        CallLog.of(table, environment));
  }

  /// The ports of a deployed function: the table `TABLE` and the bus `BUS`.
  static PublishingPorts fromEnvironment() {
    Map<String, String> environment = System.getenv();
    return of(named(environment, "TABLE"), named(environment, "BUS"), environment);
  }
}
