package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.LocalBus;
import dev.drawdown.local.stream.LocalBus.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Server-sent events over real HTTP.
@Timeout(60)
class EventsEndpointTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final LocalBus bus = new LocalBus();
  private final RequestLog requests = new RequestLog(InstantSource.fixed(Instant.EPOCH));
  private final CountDownLatch ended = new CountDownLatch(1);
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  @AutoClose private Server server;

  @BeforeEach
  void bind() throws IOException {
    server = Server.bind(0);
  }

  @Test
  void each_event_is_one_line_of_json_with_its_type() throws Exception {
    serve(LONG);
    try (BufferedReader lines = listen()) {
      bus.put(List.of(event("CreditsCharged", "{\"account\":\"ada\",\"number\":12}")));
      bus.put(List.of(event("Nothing", "{}")));

      assertThat(data(lines))
          .isEqualTo("data: {\"type\":\"CreditsCharged\",\"account\":\"ada\",\"number\":12}");
      assertThat(lines.readLine()).isEmpty();
      assertThat(data(lines)).isEqualTo("data: {\"type\":\"Nothing\"}");
    }
  }

  @Test
  void it_has_its_content_type_and_is_not_cached() throws Exception {
    serve(LONG);
    HttpResponse<InputStream> answer =
        client.send(request("").build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
      assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
      assertThat(body.read()).isEqualTo(':');
    }
  }

  @Test
  void several_listeners_receive_the_same_events_each_from_its_start() throws Exception {
    serve(LONG);
    try (BufferedReader first = listen()) {
      bus.put(List.of(event("One", "{}")));
      try (BufferedReader second = listen()) {
        bus.put(List.of(event("Two", "{}")));

        assertThat(data(first)).contains("One");
        assertThat(data(first)).contains("Two");
        assertThat(data(second)).contains("Two");
      }
    }
  }

  @Test
  void an_idle_stream_sends_comments() throws Exception {
    serve(Duration.ofMillis(1));
    try (BufferedReader lines = listen()) {
      assertThat(lines.readLine()).isEqualTo(": listening");
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo(": still here");
    }
  }

  @Test
  void a_gone_listener_is_removed() throws Exception {
    serve(Duration.ofMillis(1));
    listen().close();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_listener_that_does_not_read_delays_nobody_and_receives_no_gaps() throws Exception {
    Listener slow = new Listener(2);
    Listener quick = new Listener(9);
    bus.join(slow);
    bus.join(quick);

    bus.put(List.of(event("One", "{}"), event("Two", "{}"), event("Three", "{}")));
    bus.put(List.of(event("Four", "{}")));

    assertThat(slow.isBehind()).isTrue();
    assertThat(slow.next(Duration.ZERO)).isEmpty();
    assertThat(quick.isBehind()).isFalse();
    assertThat(quick.next(Duration.ZERO)).contains("{\"type\":\"One\"}");
  }

  @Test
  void the_stream_of_a_listener_that_fell_behind_ends() throws Exception {
    serve(LONG);
    // The text is larger than the buffers on the way, so the service waits for the reader.
    String much = "{\"text\":\"" + "x".repeat(20_000_000) + "\"}";
    try (BufferedReader lines = listen()) {
      bus.put(List.of(event("Much", much)));
      for (int event = 0; event < 100; event++) {
        bus.put(List.of(event("Little", "{}")));
      }

      assertThat(lines.lines()).noneMatch(line -> line.contains("Little"));
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void no_other_path_is_a_stream() throws Exception {
    serve(LONG);
    HttpRequest.Builder posted = request("").POST(HttpRequest.BodyPublishers.noBody());

    for (HttpRequest.Builder other : List.of(request("/"), request("-too"), posted)) {
      assertThat(client.send(other.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
  }

  private void serve(Duration keepAlive) {
    EventsEndpoint endpoint = new EventsEndpoint(bus, requests, keepAlive, 99);
    server.stream(
        DevConsole.EVENTS,
        exchange -> {
          try {
            endpoint.stream(exchange);
          } finally {
            ended.countDown();
          }
        });
    server.serve(_ -> Endpoint.message(404, "Not Found"));
  }

  private BufferedReader listen() throws Exception {
    InputStream body = client.send(request("").build(), BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String rest) {
    return HttpRequest.newBuilder(URI.create(server.address() + DevConsole.EVENTS + rest));
  }

  private static String data(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data:")) {
      line = lines.readLine();
    }
    return line;
  }

  private static BusEvent event(String type, String detail) {
    return new BusEvent("drawdown", type, Instant.EPOCH, detail);
  }
}
