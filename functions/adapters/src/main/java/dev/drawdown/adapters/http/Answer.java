package dev.drawdown.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Digests;
import dev.drawdown.adapters.json.Json;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The answer of a function: a status, headers and a JSON object.
///
/// `text` is the object as sent; it is empty for an answer without a body. `body` is empty if the
/// text was already written. `counted` are additional numbers for the log line of the call;
/// CloudWatch makes metrics of them.
public record Answer(
    int status,
    Map<String, String> headers,
    Map<String, ?> body,
    String text,
    Map<String, Long> counted) {
  private static final String JSON = "application/json";
  private static final String REPLAYED = "Idempotent-Replayed";

  Answer(int status, Map<String, String> headers, Map<String, ?> body) {
    this(status, headers, body, Json.write(body));
  }

  private Answer(int status, Map<String, String> headers, Map<String, ?> body, String text) {
    this(status, headers, body, text, Map.of());
  }

  public static Answer ok(Map<String, ?> body) {
    return of(200, body);
  }

  public static Answer created(Map<String, ?> body) {
    return of(201, body);
  }

  /// A success without a body.
  public static Answer noContent() {
    return new Answer(204, Map.of("Cache-Control", "no-store"), Map.of(), "");
  }

  /// An answer that every cache may keep for `age`, with an entity tag. A caller that already has
  /// it gets 304 and no body.
  public static Answer cacheable(Request request, Map<String, ?> body, Duration age) {
    return cacheable(request, Json.write(body), age);
  }

  /// The same for an object that is already written.
  public static Answer cacheable(Request request, String text, Duration age) {
    String tag = '"' + fingerprint(text) + '"';
    boolean known =
        request.header("If-None-Match").stream()
            .flatMap(tags -> Stream.of(tags.split(",", -1)))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(tag::equals);
    return new Answer(known ? 304 : 200, Map.of(), Map.of(), known ? "" : text)
        .with("Content-Type", JSON)
        .with("Cache-Control", "public, max-age=" + age.toSeconds())
        .with("ETag", tag);
  }

  private static String fingerprint(String text) {
    return HexFormat.of().formatHex(Digests.sha256(text.getBytes(UTF_8)), 0, 16);
  }

  /// A repeated answer.
  public static Answer replayed(Map<String, ?> body) {
    return ok(body).with(REPLAYED, "true");
  }

  private static Answer of(int status, Map<String, ?> body) {
    return new Answer(status, Map.of("Content-Type", JSON, "Cache-Control", "no-store"), body);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, text, counted);
  }

  /// The same answer, which adds `number` as `metric` to the log line of the call.
  public Answer counted(String metric, long number) {
    Map<String, Long> more = new LinkedHashMap<>(counted);
    more.put(metric, number);
    return new Answer(status, headers, body, text, more);
  }

  /// The outcome of the call in one word: a problem's code, or the answer's own `outcome`.
  String outcome() {
    Object word = body.get(status >= 400 ? "code" : "outcome");
    if (word instanceof String outcome) {
      return outcome;
    }
    return headers.containsKey(REPLAYED) ? "replayed" : "done";
  }

  /// The cost of the charge that the answer is about.
  Optional<Long> cost() {
    return body.get("charge") instanceof Map<?, ?> charge && charge.get("cost") instanceof Long cost
        ? Optional.of(cost)
        : Optional.empty();
  }

  APIGatewayV2HTTPResponse toResponse() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(text.isEmpty() ? null : text)
        .build();
  }
}
