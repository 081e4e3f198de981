package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/// Something that answers requests.
@FunctionalInterface
interface Endpoint {
  APIGatewayV2HTTPResponse answer(LocalRequest request);
}
