package dev.drawdown.local;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Callers of one account over real HTTP.
final class Clients implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String account;

  Clients(String account) {
    this.account = account;
  }

  /// Charges so often at the same moment, in turns at the given services, and answers the statuses.
  List<Integer> chargeAtOnce(int times, IntFunction<String> key, URI... services) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < times; each++) {
        URI service = services[each % services.length];
        String named = key.apply(each);
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return charge(service, named, 1).statusCode();
                }));
      }
      start.countDown();
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    return statuses;
  }

  HttpResponse<String> charge(URI service, String key, int quantity) throws Exception {
    String body = "{\"action\":\"checkin.draft\",\"quantity\":" + quantity + "}";
    return send(
        request(service, "/charges")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Map<String, Object> get(URI service, String what) throws Exception {
    return JSON.std.mapFrom(send(request(service, what).GET()).body());
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(URI.create(service + "/v1/accounts/" + account + path))
        .header("Authorization", "Bearer " + Tokens.SERVICE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
