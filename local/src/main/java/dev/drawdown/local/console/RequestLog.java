package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stream.LocalBus.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Sends listeners each request that may change something, after its answer: the request, the
/// answer, and the ids of the events of the entries that it wrote.
///
/// A request that the service makes itself, while it answers another, counts as part of that one.
/// The sweeper's writes belong to no request.
final class RequestLog implements ExecutionInterceptor {
  /// The longest text in characters. Longer texts are left out.
  private static final int LONGEST = 4_000;

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ENTRY = "entry#";
  private static final ScopedValue<Set<String>> WRITTEN = ScopedValue.newInstance();

  private final InstantSource clock;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  RequestLog(InstantSource clock) {
    this.clock = clock;
  }

  void join(Listener listener) {
    listeners.add(listener);
  }

  void leave(Listener listener) {
    listeners.remove(listener);
  }

  Endpoint around(Endpoint endpoint) {
    return request ->
        READING.contains(request.method())
            ? endpoint.answer(request)
            : answerAndPublish(request, endpoint);
  }

  /// Runs the work on another thread as a part of the request that this thread answers.
  static <T> Callable<T> partOfThis(Callable<T> work) {
    if (!WRITTEN.isBound()) {
      return work;
    }
    Set<String> written = WRITTEN.get();
    return () -> ScopedValue.where(WRITTEN, written).call(work::call);
  }

  private APIGatewayV2HTTPResponse answerAndPublish(LocalRequest request, Endpoint endpoint) {
    Instant at = clock.instant();
    Set<String> written = new ConcurrentSkipListSet<>();
    APIGatewayV2HTTPResponse answer =
        ScopedValue.where(WRITTEN, written).call(() -> answerOrFail(request, endpoint));
    if (!listeners.isEmpty()) {
      String line = Json.write(line(at, request, answer, List.copyOf(written)));
      listeners.forEach(listener -> listener.receive(line));
      listeners.removeIf(Listener::isBehind);
    }
    return answer;
  }

  /// If a developers' endpoint fails, the answer and the terminal show the error. Otherwise the
  /// connection would only break.
  private static APIGatewayV2HTTPResponse answerOrFail(LocalRequest request, Endpoint endpoint) {
    try {
      return endpoint.answer(request);
    } catch (RuntimeException e) {
      System.err.println(request.method() + " " + request.rawPath() + " failed: " + e);
      return Endpoint.json(500, Json.write(Map.of("message", String.valueOf(e.getMessage()))));
    }
  }

  private static Map<String, ?> line(
      Instant at, LocalRequest request, APIGatewayV2HTTPResponse answer, List<String> written) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "Request");
    line.put("at", at);
    line.put("method", request.method());
    line.put("path", request.rawPath());
    line.put("key", Optional.ofNullable(request.header("idempotency-key")));
    line.put(
        "body",
        request.body().filter(body -> !body.isBase64()).flatMap(body -> shown(body.content())));
    line.put("status", answer.getStatusCode());
    line.put("answer", shown(answer.getBody()));
    line.put("wrote", written);
    return line;
  }

  private static Optional<String> shown(@Nullable String text) {
    return Optional.ofNullable(text).filter(present -> present.length() <= LONGEST);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (WRITTEN.isBound() && context.request() instanceof TransactWriteItemsRequest write) {
      write.transactItems().stream()
          .map(TransactWriteItem::put)
          .filter(Objects::nonNull)
          .flatMap(put -> eventId(put).stream())
          .forEach(WRITTEN.get()::add);
    }
  }

  /// The id of the event of an entry, such as `account#ada/12`.
  private static Optional<String> eventId(Put put) {
    return key("sk", put)
        .filter(key -> key.startsWith(ENTRY))
        .map(key -> Long.parseLong(key.substring(ENTRY.length())))
        .flatMap(number -> key("pk", put).map(wallet -> wallet + "/" + number));
  }

  private static Optional<String> key(String name, Put put) {
    return Optional.ofNullable(put.item().get(name)).map(AttributeValue::s);
  }
}
