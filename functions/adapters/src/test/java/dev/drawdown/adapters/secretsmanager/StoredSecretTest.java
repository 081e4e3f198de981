package dev.drawdown.adapters.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.aws.StubAws;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class StoredSecretTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:stripe-a1b2c3";

  @AutoClose private final StubAws server = new StubAws();

  @AutoClose
  private final SecretsManagerClient client = server.client(SecretsManagerClient.builder());

  private final StoredSecret secret = new StoredSecret(client, ARN);

  StoredSecretTest() throws Exception {}

  @Test
  void the_secret_is_read_again_each_time() {
    server
        .answers(200, "{\"SecretString\":\"whsec_1\"}")
        .answers(200, "{\"SecretString\":\"whsec_2\"}");

    assertThat(secret.get()).isEqualTo("whsec_1");
    assertThat(secret.get()).isEqualTo("whsec_2");
    assertThat(server.requests).hasSize(2).containsOnly(Map.of("SecretId", ARN));
  }

  @Test
  void the_clients_exception_is_thrown_and_the_request_is_sent_once() {
    server.answers(400, "{\"__type\":\"ResourceNotFoundException\"}");

    assertThatThrownBy(secret::get).isInstanceOf(ResourceNotFoundException.class);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void a_binary_secret_is_refused_by_its_name() {
    server.answers(200, "{\"SecretBinary\":\"AA==\"}");

    assertThatThrownBy(secret::get).hasMessage("the secret is binary, not text: " + ARN);
  }

  @Test
  void another_endpoint_is_optional() {
    URI endpoint = URI.create("http://127.0.0.1:9");
    Map<String, String> environment =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.toString());

    try (SecretsManagerClient named = StoredSecret.of(ARN, environment).client()) {
      assertThat(named.serviceClientConfiguration().endpointOverride()).contains(endpoint);
    }
  }
}
