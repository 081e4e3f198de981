package dev.drawdown.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request as API Gateway understands it: names of headers in lower case, values joined by
/// commas, path and query decoded once, and a body that isn't text in Base64.
record LocalRequest(
    String method,
    String rawPath,
    List<String> segments,
    String rawQuery,
    Map<String, String> parameters,
    Map<String, String> headers,
    List<String> cookies,
    Optional<Body> body,
    String sourceIp) {

  /// What API Gateway takes at most.
  static final int BODY_BYTES_MAXIMUM = 10 * 1024 * 1024;

  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/([^;]*\\+)?(json|xml)|application/javascript");

  /// A body that isn't empty.
  record Body(String content, boolean isBase64) {
    byte[] bytes() {
      return isBase64
          ? Base64.getDecoder().decode(content)
          : content.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// More than [#BODY_BYTES_MAXIMUM].
  static final class TooLarge extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }

  /// Throws [TooLarge], or an [IllegalArgumentException] where path or query can't be decoded.
  static LocalRequest read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(BODY_BYTES_MAXIMUM + 1);
    if (bytes.length > BODY_BYTES_MAXIMUM) {
      throw new TooLarge();
    }
    String path = exchange.getRequestURI().getRawPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Map<String, String> headers = headers(exchange.getRequestHeaders());
    String cookies = Optional.ofNullable(headers.remove("cookie")).orElse("");
    return new LocalRequest(
        exchange.getRequestMethod(),
        path,
        Percent.segments(path),
        query,
        Percent.parameters(query),
        headers,
        Stream.of(cookies.split("; *|,")).filter(cookie -> !cookie.isEmpty()).toList(),
        body(bytes, headers.getOrDefault("content-type", "text/plain")),
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  /// The path as API Gateway shows it to functions, also as the raw one: decoded.
  String path() {
    return "/" + String.join("/", segments);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  private static Map<String, String> headers(Headers received) {
    Map<String, String> headers = new LinkedHashMap<>();
    received.forEach(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static Optional<Body> body(byte[] bytes, String contentType) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return TEXT.matcher(mediaType).matches()
        ? Optional.of(new Body(new String(bytes, StandardCharsets.UTF_8), false))
        : Optional.of(new Body(Base64.getEncoder().encodeToString(bytes), true));
  }
}
