package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Charges an account many times at one moment, each time under a key of its own, and counts the
/// answers: `{"account": "ada", "action": "reply", "times": 50}`.
///
/// The keys begin with `key`, which names the burst. An action that costs once per document gets
/// another document each time.
final class BurstEndpoint extends DevEndpoint {
  private static final int MOST_TIMES = 200;

  private final OwnCalls calls;

  BurstEndpoint(OwnCalls calls) {
    this.calls = calls;
  }

  @Override
  Map<String, ?> state() {
    return Map.of("most", MOST_TIMES);
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject request) {
    String account = request.identifier("account");
    String action = request.identifier("action");
    String key = request.identifier("key");
    int times = (int) request.number("times", 1, MOST_TIMES);
    return () -> counted(charged("/v1/accounts/" + account + "/charges", action, key, times));
  }

  /// No thread calls before all threads are ready.
  private List<APIGatewayV2HTTPResponse> charged(
      String path, String action, String key, int times) {
    CountDownLatch ready = new CountDownLatch(times);
    List<Future<APIGatewayV2HTTPResponse>> calling = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= times; i++) {
        String name = key + "-" + i;
        Map<String, ?> charge = Map.of("action", action, "document", name);
        calling.add(
            threads.submit(
                RequestLog.partOfThis(
                    () -> {
                      ready.countDown();
                      ready.await();
                      return calls.call("POST", path, Optional.of(name), Optional.of(charge));
                    })));
      }
    }
    return calling.stream().map(BurstEndpoint::answer).toList();
  }

  private static APIGatewayV2HTTPResponse answer(Future<APIGatewayV2HTTPResponse> call) {
    try {
      return call.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a burst", interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a burst failed", failure);
    }
  }

  /// Counts the answers by status, and by the code of a refusal.
  private static Map<String, ?> counted(List<APIGatewayV2HTTPResponse> answers) {
    Map<String, Integer> statuses = new TreeMap<>();
    Map<String, Integer> refusals = new TreeMap<>();
    for (APIGatewayV2HTTPResponse answer : answers) {
      statuses.merge(Integer.toString(answer.getStatusCode()), 1, Integer::sum);
      if (answer.getStatusCode() >= 400) {
        JsonObject.parse(answer.getBody())
            .optionalText("code")
            .ifPresent(code -> refusals.merge(code, 1, Integer::sum));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("statuses", statuses);
    body.put("refusals", refusals);
    return body;
  }
}
