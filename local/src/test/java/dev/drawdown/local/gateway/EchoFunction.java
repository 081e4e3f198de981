package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/// Keeps the events that it receives, and returns the prepared answer.
final class EchoFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final BlockingQueue<APIGatewayV2HTTPEvent> events = new LinkedBlockingQueue<>();
  private volatile Supplier<APIGatewayV2HTTPResponse> answer = () -> Endpoint.json(200, "{}");

  void answers(Supplier<APIGatewayV2HTTPResponse> next) {
    answer = next;
  }

  /// The only call since the last read.
  APIGatewayV2HTTPEvent event() {
    APIGatewayV2HTTPEvent event = events.remove();
    if (!events.isEmpty()) {
      throw new AssertionError("called more than once");
    }
    return event;
  }

  void forget() {
    events.clear();
  }

  boolean wasCalled() {
    return !events.isEmpty();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    events.add(event);
    return answer.get();
  }
}
