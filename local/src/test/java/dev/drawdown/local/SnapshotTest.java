package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawdown.adapters.aws.StubAws;
import dev.drawdown.adapters.dynamodb.Skipped;
import dev.drawdown.local.runtime.FunctionProcess;
import dev.drawdown.local.template.DeployedFunction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The memory of a deployed function when Lambda takes the snapshot, after priming.
@Timeout(300)
class SnapshotTest {
  private static final String SECRET_KEY = "planted-secret-access-key";
  private static final String SESSION_TOKEN = "planted-session-token";
  private static final String SIGNING_SECRET = "whsec_planted";

  /// The path of the priming charge.
  private static final String PRIMED = "/v1/accounts/primed/charges";

  @TempDir private Path folder;

  /// Lambda's own address of credentials. A process under SnapStart reads it instead of its
  /// environment.
  private static final class Credentials implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    Credentials() throws Exception {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] body =
          """
          {"AccessKeyId":"local","SecretAccessKey":"%s","Token":"%s",
           "Expiration":"2099-01-01T00:00:00Z"}
          """
              .formatted(SECRET_KEY, SESSION_TOKEN)
              .getBytes(ISO_8859_1);
      server.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void a_primed_charge_needs_no_credentials_and_a_restored_function_fetches_its_own()
      throws Exception {
    try (SharedTable tables = new SharedTable();
        Credentials credentials = new Credentials();
        FunctionProcess process = start("ChargeFunction", tables, credentials, Map.of())) {
      process.awaitInitialized();

      String snapshot = dump(process, "snapshot");
      assertThat(snapshot.contains(PRIMED)).as("the canned charge ran").isTrue();
      assertThat(snapshot.contains(SECRET_KEY) || snapshot.contains(SESSION_TOKEN)).isFalse();
      assertThat(credentials.requests).hasValue(0);

      process.restore();
      assertThat(process.invoke(SampleInvocations.text("charge")))
          .as(process.output())
          .contains("\"statusCode\":201");
      String used = dump(process, "used");
      assertThat(used.contains(SECRET_KEY) && used.contains(SESSION_TOKEN)).isTrue();
      assertThat(credentials.requests).hasPositiveValue();
    }
  }

  @Test
  void the_webhooks_secret_is_read_only_after_a_restore() throws Exception {
    try (SharedTable tables = new SharedTable();
        Credentials credentials = new Credentials();
        StubAws secrets =
            new StubAws().answers(200, "{\"SecretString\":\"" + SIGNING_SECRET + "\"}");
        FunctionProcess process =
            start(
                "RenewalWebhookFunction",
                tables,
                credentials,
                Map.of(
                    "WEBHOOK_SECRET_ARN",
                    "arn:aws:secretsmanager:local:0:secret:stripe-a1b2c3",
                    "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                    secrets.endpoint().toString()))) {
      process.awaitInitialized();

      String snapshot = dump(process, "snapshot");
      assertThat(snapshot.contains("WEBHOOK_SECRET_ARN")).isTrue();
      assertThat(snapshot.contains(SIGNING_SECRET)).isFalse();
      assertThat(secrets.requests).isEmpty();
    }
  }

  private static FunctionProcess start(
      String name, SharedTable tables, Credentials credentials, Map<String, String> more)
      throws Exception {
    DeployedFunction function = DeployedFunction.named(name);
    String obstacle = function.obstacle().orElse("");
    Assumptions.assumeTrue(
        Skipped.unless(obstacle.isEmpty(), "the snapshot of " + name, obstacle),
        () -> "skipped: " + obstacle);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("TABLE", LocalTable.NAME);
    environment.put("CATALOG", "assistant-coach");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.address());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    return FunctionProcess.start(function.jar().toString(), function.handler(), environment);
  }

  /// The whole heap as text, garbage included.
  private String dump(FunctionProcess process, String name) throws Exception {
    Path file = folder.resolve(name + ".hprof");
    process.dumpHeap(file);
    String heap = Files.readString(file, ISO_8859_1);
    Files.delete(file);
    return heap;
  }
}
