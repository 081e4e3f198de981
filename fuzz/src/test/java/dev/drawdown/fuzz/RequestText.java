package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.gateway.LocalRequest.Body;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A request as text, for readable seeds whose parts mutations can reach: the product's name,
/// method and path in the first line, a line for each header, an empty line, and the body.
record RequestText(String product, LocalRequest request) {
  /// Reads a request. Empty if API Gateway would never pass it to a function.
  static Optional<RequestText> read(byte[] input) {
    int end = endOfHead(input);
    String[] lines = new String(input, 0, end, UTF_8).split("\n", -1);
    String[] first = lines[0].split(" ", 3);
    if (first.length < 3) {
      return Optional.empty();
    }
    String[] target = first[2].split("\\?", 2);
    byte[] body = Arrays.copyOfRange(input, Math.min(end + 2, input.length), input.length);
    try {
      LocalRequest plain = LocalRequest.of(first[1], target[0], headers(lines), body(body));
      String query = target.length > 1 ? target[1] : "";
      return Optional.of(new RequestText(first[0], with(plain, query, body)));
    } catch (IllegalArgumentException undecodable) {
      return Optional.empty();
    }
  }

  /// Reads the requests between lines of three hyphens, without those that API Gateway would never
  /// pass to a function.
  static List<RequestText> readAll(byte[] input) {
    return Stream.of(new String(input, ISO_8859_1).split("\n---\n", -1))
        .flatMap(text -> read(text.getBytes(ISO_8859_1)).stream())
        .toList();
  }

  /// The sample invocation of `events` with that name, as a call of the local service.
  static byte[] sample(String product, String name) {
    Map<String, Object> event = event(name);
    StringBuilder text = new StringBuilder(product + " ");
    Map<?, ?> http = (Map<?, ?>) ((Map<?, ?>) event.get("requestContext")).get("http");
    text.append(http.get("method")).append(' ').append(event.get("rawPath"));
    if (!"".equals(event.get("rawQueryString"))) {
      text.append('?').append(event.get("rawQueryString"));
    }
    Map<?, ?> headers = (Map<?, ?>) event.get("headers");
    for (String header : List.of("authorization", "idempotency-key", "stripe-signature")) {
      String value = (String) headers.get(header);
      if (value != null) {
        boolean provided = header.equals("authorization") && value.startsWith("Bearer ey");
        String local = provided ? "Bearer " + token(event) : value;
        text.append('\n').append(header).append(": ").append(local);
      }
    }
    text.append("\n\n").append(event.getOrDefault("body", ""));
    return text.toString().getBytes(UTF_8);
  }

  static Map<String, Object> event(String name) {
    String file = "/dev/drawdown/events/invocations/" + name + ".json";
    try (var sample = RequestText.class.getResourceAsStream(file)) {
      return JSON.std.mapFrom(sample);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The sample invocation of `events` with that name, as Lambda delivers it.
  static byte[] sampleEvent(String name) {
    try {
      return JSON.std.asBytes(event(name));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// The API's routes by their keys.
  static Map<String, Route> routes(Template template) {
    return template.routes().stream().collect(toMap(Route::key, route -> route));
  }

  /// The local service's token for the caller of the sample.
  private static String token(Map<String, Object> event) {
    boolean isPerson = event.get("requestContext").toString().contains("credits/self");
    return isPerson ? "dev-user:anna" : "dev-service";
  }

  private static int endOfHead(byte[] input) {
    for (int i = 0; i + 1 < input.length; i++) {
      if (input[i] == '\n' && input[i + 1] == '\n') {
        return i;
      }
    }
    return input.length;
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(":", 2);
      String value = header.length > 1 ? header[1].strip() : "";
      headers.merge(header[0].toLowerCase(Locale.ROOT), value, (one, next) -> one + "," + next);
    }
    return headers;
  }

  private static LocalRequest with(LocalRequest plain, String query, byte[] body) {
    return new LocalRequest(
        plain.method(),
        plain.rawPath(),
        plain.segments(),
        query,
        parameters(query),
        plain.headers(),
        cookies(plain.headers().getOrDefault("cookie", "")),
        bodyOf(body),
        plain.sourceIp());
  }

  private static List<String> cookies(String header) {
    return Stream.of(header.split("; *|,")).filter(cookie -> !cookie.isEmpty()).toList();
  }

  /// The gateway sends a body that isn't text in Base64.
  private static Optional<Body> bodyOf(byte[] body) {
    return body.length == 0
        ? Optional.empty()
        : Optional.of(
            body(body)
                .map(text -> new Body(text, false))
                .orElseGet(() -> new Body(Base64.getEncoder().encodeToString(body), true)));
  }

  private static Optional<String> body(byte[] body) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] named = pair.split("=", 2);
      if (!pair.isEmpty()) {
        parameters.merge(
            URLDecoder.decode(named[0], UTF_8),
            named.length > 1 ? URLDecoder.decode(named[1], UTF_8) : "",
            (one, next) -> one + "," + next);
      }
    }
    return parameters;
  }
}
