package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// HTTP on the loopback address, for this machine's programs and its own pages ([OwnSite]), a
/// virtual thread per request.
final class Server implements AutoCloseable {
  /// More than ever call at once here, so that nobody is turned away at the door.
  private static final int BACKLOG = 1024;

  static {
    // Otherwise a small answer waits 40 ms for the caller's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Server(HttpServer http) {
    this.http = http;
    http.setExecutor(threads);
  }

  /// Takes the port, or throws [java.net.BindException]. Whoever calls waits until it is served.
  static Server bind(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return new Server(HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void serve(Endpoint endpoint) {
    handle("/", exchange -> handle(exchange, endpoint));
    http.start();
  }

  /// Answers one path by streaming, beside what [#serve] answers and before that is called.
  void stream(String path, Streaming streaming) {
    handle(path, exchange -> stream(exchange, path, streaming));
  }

  private void handle(String path, HttpHandler handler) {
    http.createContext(path, handler).getFilters().add(new OwnSite());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private static void handle(HttpExchange exchange, Endpoint endpoint) throws IOException {
    try (exchange) {
      Answers.send(exchange, answer(exchange, endpoint));
    }
  }

  private static void stream(HttpExchange exchange, String path, Streaming streaming)
      throws IOException {
    try (exchange) {
      // The server finds it for every path that starts like it.
      boolean meant = exchange.getRequestURI().getRawPath().equals(path);
      if (meant && exchange.getRequestMethod().equals("GET")) {
        streaming.stream(exchange);
      } else {
        Answers.send(exchange, Answers.message(404, "Not Found"));
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static APIGatewayV2HTTPResponse answer(HttpExchange exchange, Endpoint endpoint)
      throws IOException {
    LocalRequest request;
    try {
      request = LocalRequest.read(exchange);
    } catch (LocalRequest.TooLarge e) {
      // Whoever is still sending would not see the answer.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      return Answers.message(413, "Request Entity Too Large");
    } catch (IllegalArgumentException e) {
      return Answers.message(400, "Bad Request");
    }
    return endpoint.answer(request);
  }
}
