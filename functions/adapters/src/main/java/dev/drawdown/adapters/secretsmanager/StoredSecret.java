package dev.drawdown.adapters.secretsmanager;

import dev.drawdown.adapters.aws.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/// The current text of a secret in Secrets Manager. Each [#get()] reads it, or throws the client's
/// exception.
public record StoredSecret(SecretsManagerClient client, String arn) implements Supplier<String> {
  /// The secret of a deployed function. `AWS_REGION` names the region, and
  /// `AWS_ENDPOINT_URL_SECRETS_MANAGER` overrides the endpoint, if set.
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
