package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Sends one request once.
final class Exchange {
  private final HttpClient http;
  private final String base;
  private final Supplier<String> token;

  Exchange(HttpClient http, URI base, Supplier<String> token) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.token = token;
  }

  Reply once(Call call, Duration timeout) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(call, token.get());
    } catch (RuntimeException e) {
      // No exception: after the work it would lose the result. Its message could carry the token.
      return Reply.NoAnswer.unsent("There is no usable token: " + e.getClass().getName());
    }
    return answer(http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8)), timeout);
  }

  private HttpRequest request(Call call, String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .header("Authorization", "Bearer " + bearer)
            .header("Accept", "application/json, application/problem+json");
    call.key().ifPresent(key -> request.header("Idempotency-Key", key));
    return call.method().equals("GET")
        ? request.build()
        : request
            .header("Content-Type", "application/json")
            .method(call.method(), BodyPublishers.ofString(call.body()))
            .build();
  }

  /// The timeout of an [HttpRequest] ends with the headers. This one covers the body too.
  private static Reply answer(CompletableFuture<HttpResponse<String>> response, Duration timeout)
      throws InterruptedException {
    try {
      return Reply.of(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Reply.NoAnswer.lost("The service gave no answer within " + timeout + ".");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private static Reply failed(Throwable cause) {
    boolean unsent =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    return unsent
        ? Reply.NoAnswer.unsent("The service can't be reached: " + cause)
        : Reply.NoAnswer.lost("The answer was lost: " + cause);
  }
}
