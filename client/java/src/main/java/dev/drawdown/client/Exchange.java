package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends one request once, and reads at most [#MAX_ANSWER] bytes of its answer.
final class Exchange {
  static final int MAX_ANSWER = JsonObject.MAX_DOCUMENT;

  private final HttpClient http;
  private final String base;
  private final Supplier<String> token;

  Exchange(HttpClient http, URI base, Supplier<String> token) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.token = token;
  }

  /// @throws IllegalArgumentException when the supplier gives a null or blank token
  Reply once(Call call, Duration timeout) throws InterruptedException {
    String bearer;
    try {
      bearer = token.get();
    } catch (RuntimeException e) {
      return unusableToken(e);
    }
    return send(call, ClientBuilder.checked(bearer), timeout);
  }

  /// No exception leaves this method, because after the work it would lose the result.
  private Reply send(Call call, String bearer, Duration timeout) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(call, bearer);
    } catch (RuntimeException e) {
      return unusableToken(e);
    }
    try {
      return answer(http.sendAsync(request, response -> new BoundedText()), timeout);
    } catch (RuntimeException e) {
      return Reply.NoAnswer.lost("The request failed: " + e.getClass().getName());
    }
  }

  /// Leaves out the message, which could contain the token.
  private static Reply unusableToken(RuntimeException e) {
    return Reply.NoAnswer.unsent("There is no usable token: " + e.getClass().getName());
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

  /// The timeout of an [HttpRequest] ends with the headers. This one includes the body.
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
    if (cause instanceof AnswerTooLarge) {
      String detail = "The service's answer is larger than " + MAX_ANSWER + " bytes.";
      return new Reply.NoAnswer(detail, true, true, Optional.empty());
    }
    boolean unsent =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    return unsent
        ? Reply.NoAnswer.unsent("The service can't be reached: " + cause)
        : Reply.NoAnswer.lost("The answer was lost: " + cause);
  }

  /// The service never sends such an answer, so a retry would not help.
  private static final class AnswerTooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /// Collects a body in UTF-8, and stops reading once it is too large.
  private static final class BoundedText implements BodySubscriber<String> {
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
      return text;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > MAX_ANSWER - bytes.size()) {
          cancel();
          return;
        }
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        bytes.writeBytes(chunk);
      }
    }

    private void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
      text.completeExceptionally(new AnswerTooLarge());
    }

    @Override
    public void onError(Throwable failure) {
      text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
  }
}
