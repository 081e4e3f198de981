package dev.drawdown.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/// Builds the clients of AWS services, all alike.
///
/// They retry nothing: their callers know the meaning of a lost answer. A call takes at most
/// [#TIMEOUT]; connecting takes at most half of that.
public final class AwsClients {
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /// The SDK's default.
  private static final int MAX_CONNECTIONS = 50;

  private AwsClients() {}

  /// The client of a deployed function, with the region and endpoint of [#located].
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service, Map<String, String> environment) {
    return located(configured(builder), service, environment).build();
  }

  /// The builder with the region and endpoint of a deployed function. `AWS_REGION` names the
  /// region. `AWS_ENDPOINT_URL_` with the name of the `service` overrides the endpoint, if set.
  public static <B extends AwsClientBuilder<B, C>, C> B located(
      B builder, String service, Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalArgumentException("AWS_REGION is not set");
    }
    B located = builder.region(Region.of(region));
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
        .map(URI::create)
        .ifPresent(located::endpointOverride);
    return located;
  }

  /// The builder without region, endpoint and credentials.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder) {
    return configured(builder, MAX_CONNECTIONS, _ -> {});
  }

  /// The builder without region, endpoint and credentials, for at most `connections` calls at once.
  /// `more` adds or changes settings.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, int connections, Consumer<ClientOverrideConfiguration.Builder> more) {
    return builder
        .overrideConfiguration(
            configuration ->
                more.accept(
                    configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(TIMEOUT)
                        .apiCallAttemptTimeout(TIMEOUT)))
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT));
  }
}
