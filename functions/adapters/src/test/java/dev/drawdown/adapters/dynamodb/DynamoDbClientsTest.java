package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoDbClientsTest {
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "400, ProvisionedThroughputExceededException",
    "400, TransactionInProgressException",
    "500, InternalServerError",
    "503, ServiceUnavailable"
  })
  void the_client_itself_retries_nothing(int status, String code) {
    answer(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
    try (DynamoDbClient client = client()) {
      assertThatThrownBy(client::listTables).isInstanceOf(DynamoDbException.class);
    }

    assertThat(requests).hasValue(1);
  }

  @Test
  void a_region_is_required() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DynamoDbClients.of(Map.of()))
        .withMessage("AWS_REGION is not set");
  }

  @Test
  void the_environment_may_override_the_regions_endpoint() {
    URI endpoint = URI.create("http://127.0.0.1:9");
    Map<String, String> environment =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());

    try (DynamoDbClient client = DynamoDbClients.of(environment)) {
      assertThat(client.serviceClientConfiguration().endpointOverride()).contains(endpoint);
      assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
    }
  }

  private DynamoDbClient client() {
    return DynamoDbClients.builder(Patient.with())
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private void answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
