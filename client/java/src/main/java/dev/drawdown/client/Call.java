package dev.drawdown.client;

import java.util.Map;
import java.util.Optional;

/// One request of the API, without its token: sent as often as it takes to learn its answer.
record Call(String method, String path, Optional<String> key, String body) {
  static Call get(String path) {
    return new Call("GET", path, Optional.empty(), "");
  }

  static Call post(String path, Map<String, ?> body) {
    return new Call("POST", path, Optional.empty(), JsonObject.write(body));
  }

  Call under(String idempotencyKey) {
    return new Call(method, path, Optional.of(idempotencyKey), body);
  }
}
