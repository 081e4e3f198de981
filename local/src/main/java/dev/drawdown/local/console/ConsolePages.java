package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.local.gateway.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The console's page and its parts, from the class path in their source form: no step builds them.
///
/// A page may load from this service only, run no inline script, and no page may frame it.
public final class ConsolePages {
  /// The files of the console under `/console/`, without the page itself.
  static final List<String> FILES =
      List.of(
          "index.html",
          "console.css",
          "icon.svg",
          "main.js",
          "api.js",
          "dom.js",
          "accounts.js",
          "account.js",
          "ledger.js",
          "payments.js",
          "clock.js",
          "trials.js",
          "live.js");

  /// The elements that products show to their customers: the bundle of `client/elements`, which the
  /// build puts here. Without the build, this file is missing and the pages work without it.
  static final String ELEMENTS = "elements.js";

  static final String CONTENT_POLICY =
      "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String SCRIPTS = "; require-trusted-types-for 'script'; form-action 'self'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private ConsolePages() {}

  /// The endpoint of each path: `/`, `/console/main.js` and so on.
  static Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (String file : FILES) {
      String text = read(file).orElseThrow(() -> new IllegalStateException("no page " + file));
      endpoints.put(file.equals("index.html") ? "/" : "/console/" + file, page(file, text));
    }
    read(ELEMENTS).ifPresent(text -> endpoints.put("/" + ELEMENTS, page(ELEMENTS, text)));
    return endpoints;
  }

  /// Serves a file with the content type of its name.
  public static Endpoint page(String file, String text) {
    String type = Objects.requireNonNull(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
    return request ->
        switch (request.method()) {
          case "GET", "HEAD" -> answer(200, type, CONTENT_POLICY + SCRIPTS, text);
          default -> Endpoint.message(404, "Not Found");
        };
  }

  /// An answer that a browser shows, with the policy that restricts it.
  static APIGatewayV2HTTPResponse answer(int status, String type, String policy, String text) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(
            Map.of(
                "content-type", type,
                "content-security-policy", policy,
                "x-content-type-options", "nosniff",
                "referrer-policy", "same-origin",
                "cache-control", "no-cache"))
        .withBody(text)
        .build();
  }

  /// The text of a file beside this class.
  static Optional<String> read(String file) {
    try (InputStream stream = ConsolePages.class.getResourceAsStream(file)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
