package dev.drawdown.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A service over HTTP, called with one bearer token: `./dev`, or a deployment.
final class RemoteService implements AutoCloseable {
  /// The status of a call without an answer.
  static final int NO_ANSWER = 0;

  private static final int MOST_TRIES = 6;

  /// Before the second try. Each further pause is twice as long.
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// API Gateway answers after 30 seconds at the latest.
  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String address;
  private final String token;

  /// Receives each answer, also those after which the call is repeated.
  @FunctionalInterface
  interface Observer {
    void answered(int status, long nanos);
  }

  /// The status and the body of an answer, or the reason why there is none.
  record Reply(int status, String body) {
    boolean isDone() {
      return RemoteService.isDone(status);
    }

    /// Whether the same call again may get another answer.
    boolean isTransient() {
      return status == NO_ANSWER || status == 429 || status >= 500;
    }

    @Override
    public String toString() {
      return (status == NO_ANSWER ? "no answer" : status) + ": " + body;
    }
  }

  RemoteService(URI address, String token) {
    this.address = address.toString().replaceFirst("/$", "");
    this.token = token;
  }

  static boolean isDone(int status) {
    return status / 100 == 2;
  }

  HttpRequest get(String path) {
    return request(path).GET().build();
  }

  HttpRequest post(String path, String body) {
    return posting(path, body).build();
  }

  /// A request that the service carries out once for each key.
  HttpRequest post(String path, String key, String body) {
    return posting(path, body).header("Idempotency-Key", key).build();
  }

  private HttpRequest.Builder posting(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  /// Sends a request up to six times, until there is an answer that the same request would get
  /// again.
  Reply call(HttpRequest request, Observer observer) throws InterruptedException {
    Reply reply = send(request, observer);
    for (int tries = 1; reply.isTransient() && tries < MOST_TRIES; tries++) {
      Thread.sleep(PAUSE.multipliedBy(1L << (tries - 1)));
      reply = send(request, observer);
    }
    return reply;
  }

  private Reply send(HttpRequest request, Observer observer) throws InterruptedException {
    long start = System.nanoTime();
    Reply reply = send(request);
    observer.answered(reply.status(), System.nanoTime() - start);
    return reply;
  }

  /// Sends a request once.
  Reply send(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException lost) {
      return new Reply(NO_ANSWER, lost.toString());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
