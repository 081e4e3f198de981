package dev.drawdown.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request as API Gateway understands it: names of headers in lower case, values joined by
/// commas, path and query decoded once, and a body in Base64 if it isn't text.
public record LocalRequest(
    String method,
    String rawPath,
    List<String> segments,
    String rawQuery,
    Map<String, String> parameters,
    Map<String, String> headers,
    List<String> cookies,
    Optional<Body> body,
    String sourceIp) {

  /// The largest body in bytes that API Gateway accepts.
  static final int BODY_BYTES_MAXIMUM = 10 * 1024 * 1024;

  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/([^;]*\\+)?(json|xml)|application/javascript");

  /// A body that isn't empty.
  public record Body(String content, boolean isBase64) {
    public byte[] bytes() {
      return isBase64
          ? Base64.getDecoder().decode(content)
          : content.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// A body larger than [#BODY_BYTES_MAXIMUM].
  static final class TooLarge extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }

  /// Throws [TooLarge], or an [IllegalArgumentException] if path or query can't be decoded.
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

  /// A `POST` that this service makes itself.
  public static LocalRequest post(String path, Map<String, String> headers, String body) {
    return of("POST", path, headers, Optional.of(body));
  }

  /// A request that this service makes itself, with a text as its body, or none.
  public static LocalRequest of(
      String method, String path, Map<String, String> headers, Optional<String> body) {
    return new LocalRequest(
        method,
        path,
        Percent.segments(path),
        "",
        Map.of(),
        headers,
        List.of(),
        body.map(text -> new Body(text, false)),
        "127.0.0.1");
  }

  /// The same request without its first `count` segments, for a service below them.
  public LocalRequest below(int count) {
    List<String> raw = List.of(rawPath.substring(1).split("/", -1));
    return new LocalRequest(
        method,
        "/" + String.join("/", raw.subList(count, raw.size())),
        segments.subList(count, segments.size()),
        rawQuery,
        parameters,
        headers,
        cookies,
        body,
        sourceIp);
  }

  /// The path as API Gateway shows it to functions: decoded, also as the raw path.
  String path() {
    return "/" + String.join("/", segments);
  }

  public @Nullable String header(String name) {
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

  /// Decodes percent-encoding in a path or a query. It refuses bytes that aren't UTF-8.
  private static final class Percent {
    private Percent() {}

    /// The segments of a path such as `/v1/a%2Fb`: `v1` and `a/b`.
    static List<String> segments(String rawPath) {
      String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
      return Stream.of(path.split("/", -1)).map(Percent::decode).toList();
    }

    /// The parameters of a query. Repeated values are joined by commas.
    static Map<String, String> parameters(String rawQuery) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String pair : rawQuery.split("&", -1)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = equals < 0 ? pair : pair.substring(0, equals);
          String value = equals < 0 ? "" : pair.substring(equals + 1);
          parameters.merge(
              decode(name.replace('+', ' ')),
              decode(value.replace('+', ' ')),
              (first, next) -> first + "," + next);
        }
      }
      return parameters;
    }

    private static String decode(String raw) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
      for (int i = 0; i < raw.length(); i++) {
        if (raw.charAt(i) != '%') {
          // The server passes each byte beyond ASCII as one character.
          bytes.write(raw.charAt(i));
        } else if (i + 2 < raw.length()) {
          bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
          i += 2;
        } else {
          throw new IllegalArgumentException("cut short: " + raw);
        }
      }
      try {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("no UTF-8: " + raw, e);
      }
    }
  }
}
