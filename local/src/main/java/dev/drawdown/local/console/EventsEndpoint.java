package dev.drawdown.local.console;

import com.sun.net.httpserver.HttpExchange;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.LocalBus;
import dev.drawdown.local.stream.LocalBus.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Streams the bus as server-sent events, from now on. Each event is one `data:` line of JSON. A
/// comment now and then detects a listener that is gone. The stream of a listener that is `most`
/// events behind ends.
///
/// With `?requests=true` a listener also receives requests: see [RequestLog].
record EventsEndpoint(LocalBus bus, RequestLog requests, Duration keepAlive, int most)
    implements Server.Streaming {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int MOST = 10_000;
  private static final String REQUESTS = "requests=true";

  EventsEndpoint(LocalBus bus, RequestLog requests) {
    this(bus, requests, KEEP_ALIVE, MOST);
  }

  @Override
  public void stream(HttpExchange exchange) throws IOException, InterruptedException {
    Listener listener = new Listener(most);
    bus.join(listener);
    if (REQUESTS.equals(exchange.getRequestURI().getRawQuery())) {
      requests.join(listener);
    }
    try {
      exchange.getResponseHeaders().set("content-type", "text/event-stream");
      exchange.getResponseHeaders().set("cache-control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      send(": listening", exchange.getResponseBody());
      while (!listener.isBehind()) {
        Optional<String> line = listener.next(keepAlive);
        send(line.map("data: "::concat).orElse(": still here"), exchange.getResponseBody());
      }
    } finally {
      bus.leave(listener);
      requests.leave(listener);
    }
  }

  private static void send(String line, OutputStream stream) throws IOException {
    stream.write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
