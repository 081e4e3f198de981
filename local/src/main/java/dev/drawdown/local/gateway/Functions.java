package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The functions behind the API by the names of their classes. Also creates every function.
public record Functions(
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byClass) {
  public Functions {
    byClass = Map.copyOf(byClass);
  }

  /// Creates the functions that the template names, each by its constructor that takes [Ports].
  public static Functions of(Template template, Ports ports) {
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

  /// Creates the function of a class by its constructor that takes [Ports].
  // Java erases a handler's event type. The template's event source defines it.
  @SuppressWarnings("unchecked")
  public static <I, O> RequestHandler<I, O> make(String name, Ports ports) {
    return made(
        name,
        "ports",
        () ->
            Class.forName(name)
                .asSubclass(RequestHandler.class)
                .getConstructor(Ports.class)
                .newInstance(ports));
  }

  /// Creates the function of a class by its constructor that takes [Ports] and a queue. Only this
  /// service calls it.
  public static RequestStreamHandler make(String name, Ports ports, MessageQueue queue) {
    return made(
        name,
        "ports and a queue",
        () ->
            Class.forName(name)
                .asSubclass(RequestStreamHandler.class)
                .getConstructor(Ports.class, MessageQueue.class)
                .newInstance(ports, queue));
  }

  private static <T> T made(String name, String from, Making<T> making) {
    try {
      return making.make();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " can't be made from " + from, e);
    }
  }

  @FunctionalInterface
  private interface Making<T> {
    T make() throws ReflectiveOperationException;
  }
}
