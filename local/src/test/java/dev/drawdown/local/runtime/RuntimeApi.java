package dev.drawdown.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A stub of Lambda's Runtime API. One function's process fetches its events from it.
///
/// A process under SnapStart requests `/restore/next` when it can be stored, and continues after
/// [#restore()].
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);
  private int invocations;

  private record Invocation(String id, String event, CompletableFuture<String> answer) {}

  public RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The function's answer to an event. It completes exceptionally if the function throws, or its
  /// process fails before.
  public CompletableFuture<String> invoke(String event) {
    Invocation invocation =
        new Invocation("invocation-" + ++invocations, event, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.answer().applyToEither(failure, answer -> answer);
  }

  /// Completes when the process has started: at its first request for an event, or for storing.
  public CompletableFuture<Void> initialized() {
    return initialized;
  }

  public void restore() {
    restored.countDown();
  }

  /// The process ended, or reports that it can't start.
  void fail(String text) {
    failure.completeExceptionally(failed(text));
    initialized.completeExceptionally(failed(text));
  }

  private static IllegalStateException failed(String text) {
    return new IllegalStateException("the function failed: " + text);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String[] steps = path.substring(ROOT.length()).split("/");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      switch (steps[steps.length - 1]) {
        case "next" -> next(exchange, steps[1]);
        case "response" -> {
          exchange.sendResponseHeaders(202, -1);
          running.remove(steps[2]).answer().complete(body);
        }
        case "error" -> {
          exchange.sendResponseHeaders(202, -1);
          failed(steps, body);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange, String what) throws IOException, InterruptedException {
    initialized.complete(null);
    if (what.equals("restore")) {
      restored.await();
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    Invocation invocation = waiting.take();
    running.put(invocation.id(), invocation);
    byte[] event = invocation.event().getBytes(UTF_8);
    Map.of(
            "Content-Type",
            "application/json",
            "Lambda-Runtime-Aws-Request-Id",
            invocation.id(),
            "Lambda-Runtime-Deadline-Ms",
            "" + Instant.now().plus(TIMEOUT).toEpochMilli(),
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:local:0:function:local:live")
        .forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  /// `/init/error`, `/restore/error`, or `/invocation/{id}/error`.
  private void failed(String[] steps, String body) {
    if (steps[1].equals("invocation")) {
      running.remove(steps[2]).answer().completeExceptionally(failed(body));
    } else {
      fail(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
