package shop;

import com.sun.net.httpserver.HttpServer;
import dev.drawdown.client.DrawdownClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Reads a balance with the Java client, from a server of its own that knows one answer.
public final class Shop {
  private static final String BALANCE =
      """
      {"account": "anna", "standing": "active", "total": 42, "held": 0, "buckets": [],
       "usage": {"used": 8, "granted": 50, "percent": 16, "level": "ok"}, "version": 9}
      """;

  private Shop() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/accounts/anna/balance",
        exchange -> {
          byte[] body = BALANCE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      DrawdownClient credits = DrawdownClient.at(base, () -> "token").build();
      System.out.println(
          "anna has %s on Java %s"
              .formatted(credits.balance("anna").total(), Runtime.version().feature()));
    } finally {
      server.stop(0);
    }
  }
}
