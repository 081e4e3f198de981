package dev.drawdown.adapters.secretsmanager;

import dev.drawdown.adapters.aws.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/// The text of a secret in Secrets Manager, as it is now. Each [#get()] reads it, or throws what
/// the client throws.
public record StoredSecret(SecretsManagerClient client, String arn) implements Supplier<String> {
  /// The secret of a deployed function: the region in `AWS_REGION`, and the endpoint in
  /// `AWS_ENDPOINT_URL_SECRETS_MANAGER` where there is another than the region's.
  public static StoredSecret of(String arn, Map<String, String> environment) {
    SecretsManagerClient client =
        AwsClients.client(SecretsManagerClient.builder(), "SECRETS_MANAGER", environment);
    return new StoredSecret(client, arn);
  }

  @Override
  public String get() {
    GetSecretValueResponse answer = client.getSecretValue(request -> request.secretId(arn));
    return Optional.ofNullable(answer.secretString())
        .orElseThrow(() -> new IllegalStateException("the secret is binary, not text: " + arn));
  }
}
