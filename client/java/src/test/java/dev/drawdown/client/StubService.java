package dev.drawdown.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A service in a few lines: it keeps holds by their key, and misbehaves on command.
final class StubService implements AutoCloseable {
  /// The behaviour for one request. By default it is carried out and answered.
  sealed interface Behaviour {
    record Answers(int status, Map<String, String> headers, String body) implements Behaviour {}

    enum Loses implements Behaviour {
      REQUEST,
      ANSWER,
      /// Nothing comes back until the caller gives up.
      TIMEOUT
    }
  }

  record Received(
      String method, String path, Optional<String> key, String authorization, String body) {
    String line() {
      return method + " " + path.replaceAll("/charges/.*?(/|$)", "/charges/{key}$1");
    }
  }

  private record Stored(String body, String status) {}

  private final HttpServer server;
  private final Queue<Behaviour> behaviours = new ArrayDeque<>();
  private final Map<String, Stored> charges = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  final List<Received> received = new CopyOnWriteArrayList<>();

  StubService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  StubService next(Behaviour... next) {
    behaviours.addAll(Arrays.asList(next));
    return this;
  }

  static Behaviour answers(int status, String body) {
    return new Behaviour.Answers(status, Map.of(), body);
  }

  static Behaviour retryAfter(int status, String code, String seconds) {
    return new Behaviour.Answers(
        status, Map.of("Retry-After", seconds), "{\"code\":\"" + code + "\"}");
  }

  static Behaviour replays(String charge) {
    return new Behaviour.Answers(
        200, Map.of("Idempotent-Replayed", "true"), Samples.charged(charge));
  }

  /// A charge that another call made before, with a hold of another length.
  StubService knows(String key, String action, String status) {
    charges.put(key, new Stored("{\"action\":\"" + action + "\"}", status));
    return this;
  }

  /// The statuses of all charges.
  List<String> statuses() {
    return charges.values().stream().map(Stored::status).toList();
  }

  List<String> lines() {
    return received.stream().map(Received::line).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Received request =
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
            exchange.getRequestHeaders().getFirst("Authorization"),
            body);
    received.add(request);
    Behaviour behaviour = behaviours.poll();
    if (behaviour == null) {
      send(exchange, carriedOut(request));
    } else if (behaviour instanceof Behaviour.Answers answer) {
      send(exchange, answer);
    } else {
      lose((Behaviour.Loses) behaviour, request, exchange);
    }
  }

  private void lose(Behaviour.Loses what, Received request, HttpExchange exchange) {
    switch (what) {
      case REQUEST -> exchange.close();
      case ANSWER -> {
        carriedOut(request);
        exchange.close();
      }
      case TIMEOUT -> awaitClosing(exchange);
    }
  }

  private Behaviour.Answers carriedOut(Received request) {
    String path = request.path();
    if (path.endsWith("/balance")) {
      return ok(Samples.BALANCE);
    }
    if (path.endsWith("/charges")) {
      return opened(request.key().orElseThrow(), request.body());
    }
    String key = path.replaceAll(".*/charges/([^/]+).*", "$1");
    if (path.endsWith("/capture")) {
      return ok(Samples.charged(changed(key, "captured")));
    }
    if (path.endsWith("/refund")) {
      return ok(Samples.refunded(changed(key, "released")));
    }
    return ok(charge(key));
  }

  private Behaviour.Answers opened(String key, String body) {
    Stored first = charges.putIfAbsent(key, new Stored(body, "held"));
    if (first != null && !first.body().equals(body)) {
      return new Behaviour.Answers(422, Map.of(), "{\"code\":\"key-reused\"}");
    }
    Map<String, String> replayed = first == null ? Map.of() : Map.of("Idempotent-Replayed", "true");
    return new Behaviour.Answers(first == null ? 201 : 200, replayed, Samples.charged(charge(key)));
  }

  private String changed(String key, String status) {
    charges.computeIfPresent(key, (name, stored) -> new Stored(stored.body(), status));
    return charge(key);
  }

  private String charge(String key) {
    Stored stored = charges.get(key);
    String action = JsonObject.parse(stored.body()).text("action");
    return Samples.charge(key, action, stored.status(), 1);
  }

  private static Behaviour.Answers ok(String body) {
    return new Behaviour.Answers(200, Map.of(), body);
  }

  private static void send(HttpExchange exchange, Behaviour.Answers answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClosing(HttpExchange exchange) {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
