package dev.drawdown.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/// Builds the clients of AWS services, all alike.
///
/// They retry nothing: their callers know the meaning of a lost answer. A call takes at most
/// [#TIMEOUT]; connecting takes at most half of that.
public final class AwsClients {
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private AwsClients() {}

  /// The client of a deployed function. `AWS_REGION` names the region. `AWS_ENDPOINT_URL_` with the
  /// name of the `service` overrides the endpoint, if set.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service, Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalArgumentException("AWS_REGION is not set");
    }
    B located = configured(builder).region(Region.of(region));
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
        .map(URI::create)
        .ifPresent(located::endpointOverride);
    return located.build();
  }

  /// The builder without region, endpoint and credentials.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder) {
    return builder
        .overrideConfiguration(
            configuration ->
                configuration
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(TIMEOUT)
                    .apiCallAttemptTimeout(TIMEOUT))
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT));
  }
}
