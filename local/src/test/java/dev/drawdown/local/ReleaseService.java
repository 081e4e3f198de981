package dev.drawdown.local;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.AuditStore.Segment;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.local.ReleaseFixtures.Answer;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Template;
import dev.drawdown.publishing.PublishingPorts;
import dev.drawdown.publishing.Republishing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The service of this version, on a table of its own that starts with the items of some version.
final class ReleaseService implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMinutes(1);

  private final SharedTable table;
  private final DynamoDbClient client;
  private final DynamoDbStore store;
  private final Ports ports;
  private final Server server;
  private final Developer developer;

  private ReleaseService(String catalogJson, Instant now, List<Map<String, AttributeValue>> items)
      throws Exception {
    table = new SharedTable();
    // A busy machine may need longer for an answer than a warm database does.
    client = table.table().client(time -> time.apiCallTimeout(WAIT).apiCallAttemptTimeout(WAIT));
    server = Server.bind(0);
    developer = Developer.at(server.address());
    items.forEach(this::put);
    Catalog catalog = Catalogs.read(catalogJson);
    store = new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog));
    DevClock clock = new DevClock(InstantSource.fixed(now));
    ports = new Ports(catalog, store, clock).with(Webhook.settings(Webhook.SECRET));
    Template template = Template.load();
    Ticks ticks = new Ticks(template, ports, clock, System.err);
    server.serve(
        Service.endpoint(template, ports, clock, ticks, Webhook.SECRET, new DevConsole(clock)));
  }

  /// A service at the end of the scripted life, as this version lives it.
  static ReleaseService afterTheLife() throws Exception {
    ReleaseService service =
        new ReleaseService(ReleaseFixtures.lifeCatalog(), SharedTable.NOW, List.of());
    new ScriptedLife(service.developer, service.store, service.ports).live();
    return service;
  }

  /// A service that goes on where a release left off.
  static ReleaseService goingOnAfter(ReleaseFixtures release) throws Exception {
    return new ReleaseService(release.catalog(), release.at(), release.items());
  }

  Developer developer() {
    return developer;
  }

  DynamoDbStore store() {
    return store;
  }

  Instant now() {
    return ports.clock().instant();
  }

  /// All items, in the order of their keys.
  List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(scan -> scan.tableName(LocalTable.NAME)).items().stream()
        .sorted(Comparator.comparing(item -> item.get("pk").s() + "\0" + item.get("sk").s()))
        .toList();
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(LocalTable.NAME).item(item));
  }

  List<WalletId> wallets() {
    return store.audits().wallets(Segment.WHOLE, Optional.empty()).sorted(byName()).toList();
  }

  private static Comparator<WalletId> byName() {
    return Comparator.comparing(WalletId::toString);
  }

  /// The answers to the reads of every account, every charge and every pool.
  List<Answer> answers() {
    return items().stream()
        .flatMap(item -> reads(item.get("pk").s(), item.get("sk").s()))
        .distinct()
        .map(path -> new Answer(path, developer.see(path).text()))
        .toList();
  }

  private static Stream<String> reads(String partition, String sort) {
    String[] wallet = partition.split("#", 3);
    if (sort.startsWith("charge#")) {
      return Stream.of("/v1/accounts/" + wallet[1] + "/charges/" + sort.substring(7));
    }
    if (!sort.equals("wallet")) {
      return Stream.of();
    }
    String path = "/v1/%ss/%s".formatted(wallet[0], wallet[1]);
    List<String> reads =
        new ArrayList<>(List.of("/ledger?limit=100", "/usage?by=action", "/audit"));
    reads.addAll(wallet[0].equals("pool") ? List.of("", "/members") : List.of("/balance"));
    return reads.stream().map(read -> path + read);
  }

  /// The events of every entry of every ledger, as this version publishes them.
  List<BusEvent> published() {
    InMemoryBus bus = new InMemoryBus();
    Republishing publishing =
        new Republishing(
            new PublishingPorts(store, bus, ports.clock(), CallLog.unkeyed("upgrade")));
    for (WalletId wallet : wallets()) {
      publishing.publish(LedgerRange.from(wallet, 1), _ -> {});
    }
    return bus.events();
  }

  @Override
  public void close() {
    developer.close();
    server.close();
    client.close();
    table.close();
  }
}
