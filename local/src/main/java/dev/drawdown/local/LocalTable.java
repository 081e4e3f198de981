package dev.drawdown.local;

import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// The service's table at a local endpoint.
record LocalTable(URI endpoint) {
  static final String NAME = "drawdown";

  /// Makes the table, unless it was kept from an earlier run.
  void create(TableDefinition definition) {
    // Not the service's client, whose time limits are meant for a warm database.
    try (DynamoDbClient patient = local(DynamoDbClient.builder())) {
      patient.createTable(definition.named(NAME));
    } catch (ResourceInUseException kept) {
      // It holds what the earlier run left.
    }
  }

  /// The client that deployed functions have, but for where it goes.
  DynamoDbClient client() {
    return local(DynamoDbClients.builder(_ -> {}));
  }

  private DynamoDbClient local(DynamoDbClientBuilder builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
