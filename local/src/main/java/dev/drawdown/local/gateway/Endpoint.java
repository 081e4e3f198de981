package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/// Something that answers requests.
@FunctionalInterface
public interface Endpoint {
  APIGatewayV2HTTPResponse answer(LocalRequest request);

  /// Hands each request to the endpoint of its path, and every other one to `otherwise`.
  static Endpoint byPath(Map<String, Endpoint> endpoints, Endpoint otherwise) {
    Map<String, Endpoint> copy = Map.copyOf(endpoints);
    return request -> copy.getOrDefault(request.rawPath(), otherwise).answer(request);
  }

  /// An answer in the gateway's own words: `{"message":"Not Found"}`.
  static APIGatewayV2HTTPResponse message(int status, String message) {
    return json(status, "{\"message\":\"" + message + "\"}");
  }

  static APIGatewayV2HTTPResponse json(int status, String body) {
    return answer(status, "application/json", body);
  }

  static APIGatewayV2HTTPResponse answer(int status, String contentType, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", contentType))
        .withBody(body)
        .build();
  }
}
