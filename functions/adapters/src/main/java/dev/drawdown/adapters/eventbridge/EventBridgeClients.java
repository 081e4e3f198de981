package dev.drawdown.adapters.eventbridge;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;

/// The one place where EventBridge clients are built.
///
/// They retry nothing: of a call that failed in part only the rest is to be tried again. No call
/// takes longer than [#TIMEOUT], of which connecting may take half.
public final class EventBridgeClients {
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private EventBridgeClients() {}

  /// The client of a deployed function: the region in `AWS_REGION`, and the endpoint in
  /// `AWS_ENDPOINT_URL_EVENTBRIDGE` where there is another than the region's.
  public static EventBridgeClient of(Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalArgumentException("AWS_REGION is not set");
    }
    EventBridgeClientBuilder builder = builder().region(Region.of(region));
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_EVENTBRIDGE"))
        .map(URI::create)
        .ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /// All but region, endpoint and credentials.
  static EventBridgeClientBuilder builder() {
    return EventBridgeClient.builder()
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
