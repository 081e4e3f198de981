package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.gateway.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Calls the API as a product's back end does, with the token that may do everything.
public record OwnCalls(Endpoint gateway) {
  /// Reads a path, which must exist.
  public JsonObject get(String path) {
    return taken("GET", path, call("GET", path, Optional.empty(), Optional.empty()));
  }

  /// Sends a request that must succeed. Throws an [IllegalStateException] with the answer if it
  /// fails.
  public JsonObject send(String method, String path, String key, Map<String, ?> body) {
    return taken(method, path, call(method, path, Optional.of(key), Optional.of(body)));
  }

  public APIGatewayV2HTTPResponse call(
      String method, String path, Optional<String> key, Optional<Map<String, ?>> body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("authorization", "Bearer " + Tokens.SERVICE);
    headers.put("host", "localhost");
    headers.put("content-type", "application/json");
    key.ifPresent(name -> headers.put("idempotency-key", name));
    return gateway.answer(LocalRequest.of(method, path, headers, body.map(Json::write)));
  }

  private static JsonObject taken(String method, String path, APIGatewayV2HTTPResponse answer) {
    if (answer.getStatusCode() >= 300) {
      throw new IllegalStateException(
          "%s %s: %d %s".formatted(method, path, answer.getStatusCode(), answer.getBody()));
    }
    String body = Optional.ofNullable(answer.getBody()).orElse("");
    return JsonObject.parse(body.isEmpty() ? "{}" : body);
  }
}
