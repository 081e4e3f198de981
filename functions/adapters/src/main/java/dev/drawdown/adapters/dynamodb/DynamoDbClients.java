package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.aws.AwsClients;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Builds all DynamoDB clients, with the timeouts of [AwsClients].
///
/// They retry nothing. The caller repeats the request after a lost answer, and decides again after
/// a conflict.
public final class DynamoDbClients {
  private static final int MAX_CONNECTIONS = 100;

  private DynamoDbClients() {}

  /// The client of a deployed function. `AWS_REGION` names the region, and
  /// `AWS_ENDPOINT_URL_DYNAMODB` overrides the endpoint, if set.
  public static DynamoDbClient of(Map<String, String> environment) {
    return AwsClients.located(builder(_ -> {}), "DYNAMODB", environment).build();
  }

  /// A builder without region, endpoint and credentials. `more` adds or changes settings, such as a
  /// test's interceptors.
  public static DynamoDbClientBuilder builder(Consumer<ClientOverrideConfiguration.Builder> more) {
    return AwsClients.configured(DynamoDbClient.builder(), MAX_CONNECTIONS, more);
  }
}
