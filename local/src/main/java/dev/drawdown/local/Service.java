package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The whole service, running: every deployed function, its table, and what only developers get.
final class Service implements AutoCloseable {
  private static final String HEALTH_PATH = "/health";

  /// The secret that signs local webhooks; events of the provider's test mode count.
  private static final WebhookSettings WEBHOOK = new WebhookSettings(List.of("whsec_local"), false);

  private final Server server;
  private final DynamoDbClient client;
  private final LocalDynamo dynamo;

  private Service(Server server, DynamoDbClient client, LocalDynamo dynamo) {
    this.server = server;
    this.client = client;
    this.dynamo = dynamo;
  }

  /// Serves on `server` as soon as everything is ready.
  static Service start(Server server, Catalog catalog, Optional<Path> data) throws Exception {
    Template template = Template.load();
    LocalDynamo dynamo = LocalDynamo.start(data);
    LocalTable table = new LocalTable(dynamo.endpoint());
    table.create(template.table());
    DynamoDbClient client = table.client();
    DynamoDbStore store = new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog));
    // The first call takes a second, which would be some caller's.
    store.load(new AccountId("nobody"), Optional.empty(), Optional.empty());
    DevClock clock = new DevClock(InstantSource.system());
    Ports ports = new Ports(catalog, store, clock).with(WEBHOOK);
    Endpoint gateway = new Gateway(template, Functions.of(template, ports), clock, System.err);
    Endpoint moves = new ClockEndpoint(clock);
    server.serve(request -> answer(request, gateway, moves));
    return new Service(server, client, dynamo);
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    client.close();
    dynamo.close();
  }

  private static APIGatewayV2HTTPResponse answer(
      Request request, Endpoint gateway, Endpoint moves) {
    if (request.rawPath().equals(ClockEndpoint.PATH)) {
      return moves.answer(request);
    }
    if (request.rawPath().equals(HEALTH_PATH) && request.method().equals("GET")) {
      return Answers.json(200, "{\"status\":\"ok\"}");
    }
    return gateway.answer(request);
  }
}
