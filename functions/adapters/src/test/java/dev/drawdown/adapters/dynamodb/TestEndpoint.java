package dev.drawdown.adapters.dynamodb;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A table of its own on any endpoint, AWS itself for one:
/// `-Ddrawdown.dynamodb.endpoint=https://...`, with region and credentials from where the SDK finds
/// them. It is dropped on closing.
record TestEndpoint(DynamoDbClient client, String table) implements AutoCloseable {
  static final String PROPERTY = "drawdown.dynamodb.endpoint";

  static Optional<URI> named() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(name -> !name.isBlank())
        .map(URI::create);
  }

  static TestEndpoint open(ExecutionInterceptor... interceptors) {
    DynamoDbClient client =
        DynamoDbClients.builder(Patient.with(interceptors))
            .endpointOverride(named().orElseThrow())
            .build();
    return new TestEndpoint(client, Tables.create(client));
  }

  @Override
  public void close() {
    client.deleteTable(request -> request.tableName(table));
    client.close();
  }
}
