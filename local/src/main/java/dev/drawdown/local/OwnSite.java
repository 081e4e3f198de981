package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses, before anything happens, what a page of another site has a browser send here: under a
/// name of that site which leads here (DNS rebinding), or straight to this address (CSRF).
///
/// The port in `Host` may be any: another one may be forwarded to this one. `Origin` must then be
/// of the same port, so that a page of another service on this machine is another site's, too.
final class OwnSite extends Filter {
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
      Answers.send(exchange, refusal.get());
    }
  }

  private static Optional<APIGatewayV2HTTPResponse> refusal(Headers headers) {
    List<String> hosts = values(headers, "Host");
    if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
      return Optional.of(
          Answers.message(
              421,
              "Misdirected Request: Host must be localhost, 127.0.0.1 or [::1], with any port."));
    }
    String own = "http://" + hosts.getFirst();
    boolean foreign =
        values(headers, "Origin").stream().anyMatch(origin -> !origin.equalsIgnoreCase(own))
            || values(headers, "Sec-Fetch-Site").stream().anyMatch("cross-site"::equalsIgnoreCase);
    return foreign
        ? Optional.of(
            Answers.message(403, "Forbidden: pages of other sites may not call this service."))
        : Optional.empty();
  }

  private static List<String> values(Headers headers, String name) {
    return Optional.ofNullable(headers.get(name)).orElse(List.of());
  }
}
