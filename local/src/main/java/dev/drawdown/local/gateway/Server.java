package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// HTTP on the loopback address, for this machine's programs and its own pages ([OwnSite]), with
/// one virtual thread per request.
public final class Server implements AutoCloseable {
  /// More connections than ever wait at once here, so that none is refused.
  private static final int BACKLOG = 1024;

  static {
    // Without this, a small answer waits 40 ms for the caller's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /// An endpoint that answers `GET` by writing until the caller is gone or the service ends.
  @FunctionalInterface
  public interface Streaming {
    void stream(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Server(HttpServer http) {
    this.http = http;
    http.setExecutor(threads);
  }

  /// Binds the port, or throws [java.net.BindException]. Callers wait until the server serves.
  public static Server bind(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return new Server(HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  public void serve(Endpoint endpoint) {
    handle("/", exchange -> handle(exchange, endpoint));
    http.start();
  }

  /// Answers one path by streaming. Call this before [#serve], which answers the other paths.
  public void stream(String path, Streaming streaming) {
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
      send(exchange, answer(exchange, endpoint));
    }
  }

  private static void stream(HttpExchange exchange, String path, Streaming streaming)
      throws IOException {
    try (exchange) {
      // The server calls this for every path with that prefix.
      boolean meant = exchange.getRequestURI().getRawPath().equals(path);
      if (meant && exchange.getRequestMethod().equals("GET")) {
        streaming.stream(exchange);
      } else {
        send(exchange, Endpoint.message(404, "Not Found"));
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
      // A caller that is still sending would miss the answer.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      return Endpoint.message(413, "Request Entity Too Large");
    } catch (IllegalArgumentException e) {
      return Endpoint.message(400, "Bad Request");
    }
    return endpoint.answer(request);
  }

  private static void send(HttpExchange exchange, APIGatewayV2HTTPResponse answer)
      throws IOException {
    byte[] body = body(answer);
    var headers = exchange.getResponseHeaders();
    if (body.length > 0) {
      headers.set("content-type", "text/plain;charset=utf-8");
    }
    Optional.ofNullable(answer.getHeaders()).orElse(Map.of()).forEach(headers::set);
    headers.remove("content-length");
    for (String cookie : Optional.ofNullable(answer.getCookies()).orElse(List.of())) {
      headers.add("set-cookie", cookie);
    }
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.getStatusCode(), none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] body(APIGatewayV2HTTPResponse answer) {
    String body = Optional.ofNullable(answer.getBody()).orElse("");
    return answer.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /// Refuses, before anything happens, requests that a page of another site makes a browser send:
  /// under a name of that site which leads here (DNS rebinding), or directly to this address
  /// (CSRF).
  ///
  /// The port in `Host` may be any, because another port may be forwarded to this one. `Origin`
  /// must then have the same port, so a page of another service on this machine counts as another
  /// site.
  private static final class OwnSite extends Filter {
    private static final Pattern HOST =
        Pattern.compile("(?i:localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    @Override
    public String description() {
      return "refuses requests of other sites";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      Optional<APIGatewayV2HTTPResponse> refusal = refusal(exchange.getRequestHeaders());
      if (refusal.isEmpty()) {
        chain.doFilter(exchange);
        return;
      }
      try (exchange) {
        send(exchange, refusal.get());
      }
    }

    private static Optional<APIGatewayV2HTTPResponse> refusal(Headers headers) {
      List<String> hosts = values(headers, "Host");
      if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
        return Optional.of(
            Endpoint.message(
                421,
                "Misdirected Request: Host must be localhost, 127.0.0.1 or [::1], with any port."));
      }
      String own = "http://" + hosts.getFirst();
      boolean foreign =
          values(headers, "Origin").stream().anyMatch(origin -> !origin.equalsIgnoreCase(own))
              || values(headers, "Sec-Fetch-Site").stream()
                  .anyMatch("cross-site"::equalsIgnoreCase);
      return foreign
          ? Optional.of(
              Endpoint.message(403, "Forbidden: pages of other sites may not call this service."))
          : Optional.empty();
    }

    private static List<String> values(Headers headers, String name) {
      return Optional.ofNullable(headers.get(name)).orElse(List.of());
    }
  }
}
