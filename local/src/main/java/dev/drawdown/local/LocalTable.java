package dev.drawdown.local;

import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.local.template.TableDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A service's table at a local endpoint.
record LocalTable(URI endpoint, String name) {
  static final String NAME = "drawdown";

  private static final Duration INDEXING = Duration.ofMillis(100);

  /// The service's own table.
  LocalTable(URI endpoint) {
    this(endpoint, NAME);
  }

  /// Creates the table, unless an earlier run left it. That table may be older than the stream or
  /// an index.
  void create(TableDefinition definition) {
    // The service's client has time limits for a warm database, so this is another one.
    try (DynamoDbClient patient = local(DynamoDbClient.builder())) {
      try {
        patient.createTable(definition.named(name));
      } catch (ResourceInUseException kept) {
        complete(
            definition, patient.describeTable(table -> table.tableName(name)).table(), patient);
      }
    }
  }

  /// Creates the table without items, also if an earlier run left one.
  void createEmpty(TableDefinition definition) {
    try (DynamoDbClient patient = local(DynamoDbClient.builder())) {
      try {
        patient.deleteTable(table -> table.tableName(name));
      } catch (ResourceNotFoundException _) {
        // No earlier run left one.
      }
      patient.createTable(definition.named(name));
    }
  }

  private void complete(TableDefinition definition, TableDescription kept, DynamoDbClient client) {
    if (kept.streamSpecification() == null) {
      definition.stream().ifPresent(stream -> turnOn(stream, client));
    }
    if (!kept.hasGlobalSecondaryIndexes()) {
      definition.indexes().forEach(index -> add(index, definition, client));
      awaitIndexes(client);
    }
  }

  private void add(GlobalSecondaryIndex index, TableDefinition definition, DynamoDbClient client) {
    CreateGlobalSecondaryIndexAction action =
        CreateGlobalSecondaryIndexAction.builder()
            .indexName(index.indexName())
            .keySchema(index.keySchema())
            .projection(index.projection())
            .build();
    GlobalSecondaryIndexUpdate update = GlobalSecondaryIndexUpdate.builder().create(action).build();
    client.updateTable(
        table ->
            table
                .tableName(name)
                .attributeDefinitions(definition.attributes())
                .globalSecondaryIndexUpdates(update));
  }

  /// DynamoDB fills a new index in the background with the table's items.
  private void awaitIndexes(DynamoDbClient client) {
    while (client
        .describeTable(table -> table.tableName(name))
        .table()
        .globalSecondaryIndexes()
        .stream()
        .anyMatch(index -> index.indexStatus() != IndexStatus.ACTIVE)) {
      Pause.SLEEPING.pause(INDEXING);
    }
  }

  private void turnOn(StreamSpecification stream, DynamoDbClient client) {
    client.updateTable(table -> table.tableName(name).streamSpecification(stream));
  }

  /// The client of deployed functions, with another endpoint.
  DynamoDbClient client() {
    return client(_ -> {});
  }

  /// The same client, with the additions of `more`.
  DynamoDbClient client(Consumer<ClientOverrideConfiguration.Builder> more) {
    return local(DynamoDbClients.builder(more));
  }

  /// The client that reads the table's stream. It retries by itself, as Lambda does.
  DynamoDbStreamsClient streams() {
    return local(DynamoDbStreamsClient.builder());
  }

  /// The name of the table's stream.
  String streamArn() {
    try (DynamoDbClient client = client()) {
      return client.describeTable(table -> table.tableName(name)).table().latestStreamArn();
    }
  }

  private <B extends AwsClientBuilder<B, C>, C> C local(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
