package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/// Hands each request to the endpoint of its path, and every other one to `otherwise`.
record ByPath(Map<String, Endpoint> endpoints, Endpoint otherwise) implements Endpoint {
  ByPath {
    endpoints = Map.copyOf(endpoints);
  }

  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    return endpoints.getOrDefault(request.rawPath(), otherwise).answer(request);
  }
}
