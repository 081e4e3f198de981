package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a function answers: a status, headers and a JSON object.
public record Answer(int status, Map<String, String> headers, Map<String, ?> body) {
  private static final String JSON = "application/json";
  private static final int NO_CONTENT = 204;

  public static Answer ok(Map<String, ?> body) {
    return of(200, body);
  }

  public static Answer created(Map<String, ?> body) {
    return of(201, body);
  }

  /// Done, and nothing to say of it.
  public static Answer noContent() {
    return new Answer(NO_CONTENT, Map.of("Cache-Control", "no-store"), Map.of());
  }

  /// What was answered before, said again.
  public static Answer replayed(Map<String, ?> body) {
    return ok(body).with("Idempotent-Replayed", "true");
  }

  private static Answer of(int status, Map<String, ?> body) {
    return new Answer(status, Map.of("Content-Type", JSON, "Cache-Control", "no-store"), body);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  APIGatewayV2HTTPResponse toResponse() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(status == NO_CONTENT ? null : Json.write(body))
        .build();
  }
}
