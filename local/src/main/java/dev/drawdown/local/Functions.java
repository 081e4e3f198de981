package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The functions behind the API, by the name of their class.
record Functions(
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byClass) {
  Functions {
    byClass = Map.copyOf(byClass);
  }

  /// Makes those that the template names, each by its constructor that takes [Ports].
  static Functions of(Template template, Ports ports) {
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byClass =
        new LinkedHashMap<>();
    for (Route route : template.routes()) {
      byClass.computeIfAbsent(route.handler(), name -> make(name, ports));
    }
    return new Functions(byClass);
  }

  APIGatewayV2HTTPResponse call(String name, APIGatewayV2HTTPEvent event, Context context) {
    return Optional.ofNullable(byClass.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no function " + name))
        .handleRequest(event, context);
  }

  /// Makes the function of a class by its constructor that takes [Ports].
  // Which events a handler takes is erased; what the template has it called by says it.
  @SuppressWarnings("unchecked")
  static <I, O> RequestHandler<I, O> make(String name, Ports ports) {
    try {
      return Class.forName(name)
          .asSubclass(RequestHandler.class)
          .getConstructor(Ports.class)
          .newInstance(ports);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " can't be made from ports", e);
    }
  }
}
