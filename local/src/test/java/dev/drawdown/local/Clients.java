package dev.drawdown.local;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.local.gateway.Tokens;
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
public final class Clients implements AutoCloseable {
  private static final HttpRequest.BodyPublisher NO_BODY = HttpRequest.BodyPublishers.noBody();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String account;

  public Clients(String account) {
    this.account = account;
  }

  /// Sends so many charges at the same moment, in turns to the given services. Returns the
  /// statuses.
  public List<Integer> chargeAtOnce(int times, IntFunction<String> key, URI... services)
      throws Exception {
    return atOnce(
        times, each -> charge(services[each % services.length], key.apply(each), 1).statusCode());
  }

  /// Makes so many calls at the same moment. Returns their results.
  public static <T> List<T> atOnce(int times, Asking<T> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < times; each++) {
        int caller = each;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.ask(caller);
                }));
      }
      start.countDown();
    }
    List<T> came = new ArrayList<>();
    for (Future<T> answer : answers) {
      came.add(answer.get());
    }
    return came;
  }

  @FunctionalInterface
  public interface Asking<T> {
    T ask(int caller) throws Exception;
  }

  public HttpResponse<String> charge(URI service, String key, int quantity) throws Exception {
    return post(service, key, "{\"action\":\"checkin.draft\",\"quantity\":" + quantity + "}");
  }

  private HttpResponse<String> post(URI service, String key, String body) throws Exception {
    return send(
        request(service, "/charges")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> hold(URI service, String key, int quantity, String expiresIn)
      throws Exception {
    return post(
        service,
        key,
        """
        {"action":"checkin.draft","quantity":%d,"hold":{"expiresIn":"%s"}}\
        """
            .formatted(quantity, expiresIn));
  }

  public HttpResponse<String> capture(URI service, String key) throws Exception {
    return send(request(service, "/charges/" + key + "/capture").POST(NO_BODY));
  }

  public HttpResponse<String> refund(URI service, String key) throws Exception {
    return send(request(service, "/charges/" + key + "/refund").POST(NO_BODY));
  }

  public Map<String, Object> get(URI service, String what) throws Exception {
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
