package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.LocalBus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to the local service as bytes on a connection: the request line, a line for each
/// header, an empty line, and the body.
///
/// Each request is answered. No answer is a failure or shows internals. A request that another
/// site's page sent is refused.
class WireFuzzTest {
  /// Larger requests can lose their refusal, because the server closes before it has read them.
  private static final int MOST = 6_000;

  private static final Duration HANG = Duration.ofSeconds(60);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");
  private static final Pattern TARGET = Pattern.compile("[!-~]+ /[!-~]*");

  /// The server closes the connection on lines of another form.
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+:[\\t -~\\x80-\\xff]*");

  /// The answer of the JDK's server to a target that is no URI. It names an exception.
  ///
  /// The server sends it before it looks for a handler or a filter, and its text can't be set. Its
  /// executor gets the connection before that, but can't read it.
  private static final String NO_URI = "<h1>400 Bad Request</h1>URISyntaxException thrown";

  private static final int MOST_HEADERS = 100;
  private static final int INPUTS = 500;

  /// The headers that tell where a body ends, or that ask for another answer first. The test itself
  /// sets them.
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private static final FuzzedService SERVICE = new FuzzedService("outsmart");
  private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();
  private static Server server;

  @BeforeAll
  static void open() throws IOException {
    server = Server.bind(0);
    new DevConsole(() -> FuzzedService.NOW).stream(server, new LocalBus());
    server.serve(watched());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /// The server closes the connection after an exception. So this keeps it for the test.
  private static Endpoint watched() {
    return request -> {
      try {
        return SERVICE.call(request).answer();
      } catch (RuntimeException | Error failed) {
        FAILURE.set(failed);
        throw failed;
      }
    };
  }

  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        """
        GET /v1/accounts/anna/balance
        Host: localhost:8080
        Authorization: Bearer dev-service

        """,
        """
        GET /v1/accounts/a%40b%2Fc/ledger?limit=1&kind=hold&limit=%E2%82%AC+1
        host: 127.0.0.1
        authorization: Bearer dev-user:a@b
        cookie: a=1; b=2,c

        """,
        """
        POST /v1/accounts/anna/charges
        Host: localhost
        Authorization: Bearer dev-service
        Idempotency-Key: "draft-1"
        Content-Type: application/json; charset=utf-8

        {"action":"lab.analyze","document":"\u00e4"}\
        """,
        """
        POST /v1/accounts/anna/charges
        Host: localhost
        Authorization: Bearer dev-service
        Content-Type: application/octet-stream
        Origin: http://localhost

        \0\u00ff\
        """,
        """
        OPTIONS /v1/session/balance
        Host: [::1]:80
        Origin: http://[::1]:80
        Access-Control-Request-Method: GET

        """,
        "POST /__dev/clock\nHost: localhost\nOrigin: http://evil.example\n\n{\"resume\":true}",
        "POST /__dev/clock\nHost: rebound.example\nSec-Fetch-Site: cross-site\n\n{\"resume\":true}",
        "HEAD /__dev/checkout?pool=a&plan=office&return_url=http://localhost/\nHost: localhost\n\n",
        "GET /__dev/events?requests=true\nHost: localhost\nLast-Event-ID: 7\n\n",
        "POST /webhooks/stripe?source=a\nHost: localhost\nStripe-Signature: t=1,v1=00\n\n{}",
        "GET /%\nHost: localhost\n\n");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_request_is_answered(byte[] input) {
    Fuzzing.take(WireFuzzTest::send, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_request_is_answered(long seed) {
    Fuzzing.run(WireFuzzTest::send, WireFuzzTest.class, seeds(), seed, INPUTS);
  }

  private static void send(byte[] input) throws IOException {
    String[] parts = new String(input, ISO_8859_1).split("\n\n", 2);
    List<String> lines = List.of(parts[0].split("\n", -1));
    List<String> head =
        lines.stream()
            .skip(1)
            .filter(HEADER.asMatchPredicate())
            .filter(line -> !FRAMING.contains(name(line)))
            .limit(MOST_HEADERS)
            .toList();
    if (input.length > MOST || !TARGET.matcher(lines.getFirst()).matches()) {
      return;
    }
    String body = parts.length > 1 ? parts[1] : "";
    FAILURE.set(null);

    String answer = answer(request(lines.getFirst(), head, body));

    if (FAILURE.get() != null) {
      throw new AssertionError(FAILURE.get());
    }
    Matcher status = STATUS.matcher(answer);
    assertThat(status.lookingAt()).as("an answer: " + answer).isTrue();
    assertThat(Integer.parseInt(status.group(1))).as(answer).isBetween(200, 499);
    if (!answer.endsWith("\r\n\r\n" + NO_URI)) {
      Fuzzing.requireNothingInternal(answer, input);
    }
    if (Integer.parseInt(status.group(1)) < 400) {
      assertThat(values("origin", head))
          .isSubsetOf(values("host", head).stream().map(host -> "http://" + host).toList());
    }
  }

  private static byte[] request(String target, List<String> head, String body) {
    List<String> lines = new ArrayList<>(List.of(target + " HTTP/1.1"));
    lines.addAll(head);
    lines.add("Content-Length: " + body.length());
    lines.add("Connection: close");
    return (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(ISO_8859_1);
  }

  /// The answer, or only its head if it is a stream of events.
  private static String answer(byte[] request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) HANG.toMillis());
      socket.connect(new InetSocketAddress(server.address().getHost(), server.address().getPort()));
      socket.getOutputStream().write(request);
      InputStream answered = new BufferedInputStream(socket.getInputStream());
      for (int next = answered.read(); next >= 0; next = answered.read()) {
        answer.append((char) next);
        if (next == '\n' && isEventStream(answer)) {
          break;
        }
      }
    }
    return answer.toString();
  }

  private static boolean isEventStream(StringBuilder head) {
    return head.indexOf("\r\n\r\n") == head.length() - 4
        && head.toString().toLowerCase(Locale.ROOT).contains("text/event-stream");
  }

  private static List<String> values(String name, List<String> head) {
    return head.stream()
        .filter(line -> name(line).equals(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String name(String header) {
    int colon = header.indexOf(':');
    return colon < 0 ? "" : header.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
