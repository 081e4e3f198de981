package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is answered here rather than by a function, and how an answer is sent.
final class Answers {
  private Answers() {}

  /// In the gateway's own words: `{"message":"Not Found"}`.
  static APIGatewayV2HTTPResponse message(int status, String message) {
    return json(status, "{\"message\":\"" + message + "\"}");
  }

  static APIGatewayV2HTTPResponse json(int status, String body) {
    return of(status, "application/json", body);
  }

  static APIGatewayV2HTTPResponse of(int status, String contentType, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", contentType))
        .withBody(body)
        .build();
  }

  static void send(HttpExchange exchange, APIGatewayV2HTTPResponse answer) throws IOException {
    byte[] body = body(answer);
    var headers = exchange.getResponseHeaders();
    if (body.length > 0) {
      headers.set("content-type", "text/plain;charset=utf-8");
    }
    Optional.ofNullable(answer.getHeaders()).orElse(Map.of()).forEach(headers::set);
    headers.remove("content-length");
    for (String cookie : Optional.ofNullable(answer.getCookies()).orElse(List.of())) {
      headers.add("set-cookie", cookie);
    }
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.getStatusCode(), none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] body(APIGatewayV2HTTPResponse answer) {
    String body = Optional.ofNullable(answer.getBody()).orElse("");
    return answer.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
