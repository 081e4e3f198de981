package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.demo.Demos;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Gateway;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Feeds;
import dev.drawdown.local.stream.LocalBus;
import dev.drawdown.local.stream.Schedule;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The whole running service: every deployed function, its table, and the tools for developers.
final class Service implements AutoCloseable {
  private static final String HEALTH_PATH = "/health";

  /// The secret that signs sessions here. It protects nothing, because everyone who can reach this
  /// service may open any session.
  private static final SigningSecrets SESSION_SECRETS =
      SigningSecrets.fixed(List.of("sessions-of-the-local-service-only"));

  private final Server server;
  private final Feeds feeds;
  private final Schedule schedule;
  private final DynamoDbClient client;
  private final LocalDynamo dynamo;

  private Service(
      Server server, Feeds feeds, Schedule schedule, DynamoDbClient client, LocalDynamo dynamo) {
    this.server = server;
    this.feeds = feeds;
    this.schedule = schedule;
    this.client = client;
    this.dynamo = dynamo;
  }

  /// Serves on `server` once everything is ready.
  static Service start(Server server, Catalog catalog, Optional<Path> data, String webhookSecret)
      throws Exception {
    Template template = Template.load();
    LocalDynamo dynamo = LocalDynamo.start(data);
    LocalTable table = new LocalTable(dynamo.endpoint());
    table.create(template.table());
    DevClock clock = new DevClock(InstantSource.system());
    DevConsole console = new DevConsole(clock);
    DynamoDbClient client = table.client(console::listen);
    DynamoDbStore store = new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog));
    // The first call takes a second. This one spares the first caller that second.
    store.accounts().load(new AccountId("nobody"), Optional.empty(), Optional.empty());
    LocalBus bus = new LocalBus();
    Ports ports = new Ports(catalog, store, clock).with(bus);
    Feeds feeds = Feeds.start(template, ports, table.streams(), table.streamArn());
    console.stream(server, bus);
    Ticks ticks = new Ticks(template, ports, clock, System.err);
    Demos demos =
        new Demos(
            template, clock, (product, sold) -> store(product, sold, dynamo, client), System.err);
    server.serve(demos.before(endpoint(template, ports, clock, ticks, webhookSecret, console)));
    return new Service(server, feeds, Schedule.start(ticks, clock), client, dynamo);
  }

  /// A demo product's own table. It is empty at first, because the product's provider has no
  /// subscriptions of an earlier run, and would not renew them.
  private static DynamoDbStore store(
      String product, Catalog catalog, LocalDynamo dynamo, DynamoDbClient client) {
    LocalTable table = new LocalTable(dynamo.endpoint(), LocalTable.NAME + "-demo-" + product);
    table.createEmpty(Template.load().table());
    return new DynamoDbStore(client, table.name(), DueTimes.of(catalog));
  }

  /// All endpoints: the developers' tools by path, and the gateway for every other path.
  static Endpoint endpoint(
      Template template,
      Ports ports,
      DevClock clock,
      Ticks ticks,
      String webhookSecret,
      DevConsole console) {
    Ports complete = ports.with(Webhook.settings(webhookSecret)).withSessions(SESSION_SECRETS);
    Functions functions = Functions.of(template, complete);
    Endpoint gateway = new Gateway(template, functions, clock, System.err);
    return Endpoint.byPath(
        Map.of(HEALTH_PATH, Service::health),
        console.endpoint(ports, clock, ticks, gateway, webhookSecret));
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    schedule.close();
    feeds.close();
    client.close();
    dynamo.close();
  }

  private static APIGatewayV2HTTPResponse health(LocalRequest request) {
    return request.method().equals("GET")
        ? Endpoint.json(200, "{\"status\":\"ok\"}")
        : Endpoint.message(404, "Not Found");
  }
}
