package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.drawdown.local.gateway.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The Python example's output at the local service, and at one that misbehaves.
class PythonExampleTest {
  private static final Path SCRIPT = Path.of("..", "client", "python", "drawdown_example.py");

  @BeforeAll
  static void needs_python() throws InterruptedException {
    assumeTrue(hasPython(), "skipped: there is no python3 on this machine");
  }

  @Test
  void it_charges_once_refunds_reads_and_handles_a_refusal() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach");
        Developer developer = service.developer()) {
      List<String> lines = run(service.server().address().toString(), Tokens.SERVICE, "anna");

      assertThat(lines)
          .containsExactly(
              "1 credit used, 49 left.",
              "The same key again: 49 left.",
              "Given back: 1",
              "Left: 50",
              "Refused (out-of-credits): This takes 3000 credits and 50 are left. Credits refresh"
                  + " at 2026-12-01T00:00:00Z.");
      assertThat(developer.balance("anna").at("total")).isEqualTo(50);
    }
  }

  @Test
  void an_account_of_an_identity_provider_is_a_segment_of_the_path() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      String address = service.server().address().toString();

      assertThat(run(address, Tokens.SERVICE, "auth0|user+tag=a@x~1")).contains("Left: 50");
    }
  }

  @Test
  void a_busy_service_gets_a_retry_and_a_redirect_is_not_followed() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] busy = "{\"code\":\"busy\"}".getBytes(UTF_8);
          boolean first = asked.getAndIncrement() == 0;
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.getResponseHeaders().set("Retry-After", "Fri, 20 Nov 2026 10:15:30 GMT");
          exchange.sendResponseHeaders(first ? 503 : 302, busy.length);
          exchange.getResponseBody().write(busy);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(run(address.toString(), "secret", "anna"))
          .containsExactly("Refused (busy): The service answered 302.");
      assertThat(asked).hasValue(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_token_is_not_sent_over_a_readable_connection() throws Exception {
    assertThat(run("http://credits.example.com", "secret", "anna"))
        .last()
        .isEqualTo("ValueError: base must be an https address, or an http one of this machine");
  }

  private static List<String> run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    process.waitFor();
    return lines;
  }

  static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
