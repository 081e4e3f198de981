package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.queue.MessageQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.UUID;

/// A function that is called with events, and answers nobody but this service.
record EventFunction(String name, RequestStreamHandler handler, PrintStream log) {
  /// Makes the function of a class by its constructor that takes [Ports] and a queue.
  static EventFunction make(String name, Ports ports, MessageQueue queue, PrintStream log) {
    try {
      RequestStreamHandler handler =
          Class.forName(name)
              .asSubclass(RequestStreamHandler.class)
              .getConstructor(Ports.class, MessageQueue.class)
              .newInstance(ports, queue);
      return new EventFunction(name, handler, log);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " can't be made from ports and a queue", e);
    }
  }

  /// What it answers, or nothing where it fails.
  // What a function throws, errors included, must not end the service.
  Optional<String> call(String event) {
    Invocation invocation = new Invocation(name, UUID.randomUUID().toString());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, invocation);
      return Optional.of(answer.toString(UTF_8));
    } catch (Throwable e) {
      log.println(name + " failed on " + event);
      e.printStackTrace(log);
      return Optional.empty();
    }
  }
}
