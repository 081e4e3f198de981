package dev.drawdown.adapters.eventbridge;

import dev.drawdown.adapters.aws.AwsClients;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// The one place where EventBridge clients are built.
///
/// They retry nothing: of a call that failed in part only the rest is to be tried again. No call
/// takes longer than [#TIMEOUT].
public final class EventBridgeClients {
  public static final Duration TIMEOUT = AwsClients.TIMEOUT;

  private EventBridgeClients() {}

  /// The client of a deployed function: the region in `AWS_REGION`, and the endpoint in
  /// `AWS_ENDPOINT_URL_EVENTBRIDGE` where there is another than the region's.
  public static EventBridgeClient of(Map<String, String> environment) {
    return AwsClients.client(EventBridgeClient.builder(), "EVENTBRIDGE", environment);
  }
}
