package dev.drawdown.adapters.dynamodb;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A new table on any endpoint, such as AWS itself: `-Ddrawdown.dynamodb.endpoint=https://...`.
///
/// The SDK finds region and credentials. Closing drops the table.
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
