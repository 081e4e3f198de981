package dev.drawdown.adapters.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Builds all DynamoDB clients.
///
/// They retry nothing. The caller repeats the request after a lost answer, and decides again after
/// a conflict. A call takes at most [#TIMEOUT]; connecting takes at most half of that.
public final class DynamoDbClients {
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_CONNECTIONS = 100;

  private DynamoDbClients() {}

  /// The client of a deployed function. `AWS_REGION` names the region, and
  /// `AWS_ENDPOINT_URL_DYNAMODB` overrides the endpoint, if set.
  public static DynamoDbClient of(Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalArgumentException("AWS_REGION is not set");
    }
    DynamoDbClientBuilder builder = builder(_ -> {}).region(Region.of(region));
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_DYNAMODB"))
        .map(URI::create)
        .ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /// A builder without region, endpoint and credentials. `more` adds or changes settings, such as a
  /// test's interceptors.
  public static DynamoDbClientBuilder builder(Consumer<ClientOverrideConfiguration.Builder> more) {
    ClientOverrideConfiguration.Builder configuration =
        ClientOverrideConfiguration.builder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .apiCallTimeout(TIMEOUT)
            .apiCallAttemptTimeout(TIMEOUT);
    more.accept(configuration);
    return DynamoDbClient.builder()
        .overrideConfiguration(configuration.build())
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT));
  }
}
