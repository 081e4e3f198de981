package dev.drawdown.local;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A table for services in this JVM and in others.
public final class SharedTable implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  private final LocalDynamo dynamo;
  private final LocalTable table;

  public SharedTable() throws Exception {
    dynamo = LocalDynamo.start(Optional.empty());
    table = new LocalTable(dynamo.endpoint());
    table.create(Template.load().table());
  }

  public URI endpoint() {
    return dynamo.endpoint();
  }

  LocalTable table() {
    return table;
  }

  /// A client for one service.
  public DynamoDbClient client() {
    return table.client();
  }

  /// The stores of the table, through `client`.
  public static Stores stores(DynamoDbClient client, Catalog catalog) {
    return new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog));
  }

  /// A service in this JVM, on a client of its own.
  static Server serve(DynamoDbClient client) throws IOException {
    return serve(client, "assistant-coach");
  }

  static Server serve(DynamoDbClient client, String product) throws IOException {
    return serve(client, product, InstantSource.fixed(NOW));
  }

  /// A service with a clock that a test sets, or that is ahead of another's.
  static Server serve(DynamoDbClient client, String product, InstantSource clock)
      throws IOException {
    Catalog catalog = Catalogs.load(product);
    return serve(catalog, stores(client, catalog), clock);
  }

  /// A service on any stores, such as failing ones.
  public static Server serve(Catalog catalog, Stores stores, InstantSource clock)
      throws IOException {
    Ports ports = new Ports(catalog, stores, clock);
    Template template = Template.load();
    DevClock turned = new DevClock(clock);
    Ticks ticks = new Ticks(template, ports, turned, System.err);
    Server server = Server.bind(0);
    server.serve(
        Service.endpoint(template, ports, turned, ticks, Webhook.SECRET, new DevConsole(turned)));
    return server;
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
