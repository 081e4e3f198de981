package dev.drawdown.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Tells answers from those after which one has to ask again.
final class Answers {
  private Answers() {}

  static Attempt read(HttpResponse<String> response) {
    int status = response.statusCode();
    Optional<JsonObject> body = body(response);
    boolean ok = status >= 200 && status < 300;
    if (status == 429 || status >= 500) {
      return askAgain(response, body);
    }
    if (ok && body.isEmpty()) {
      return Attempt.Failed.lost("The answer " + status + " can't be read.");
    }
    boolean isReplay =
        response.headers().firstValue("Idempotent-Replayed").filter("true"::equals).isPresent();
    return new Attempt.Answered(status, isReplay, body.orElse(JsonObject.EMPTY));
  }

  /// Throttled or `busy`: nothing was taken. After other failures nobody knows.
  private static Attempt askAgain(HttpResponse<String> response, Optional<JsonObject> body) {
    String code = body.flatMap(problem -> problem.textIfAny("code")).orElse("");
    int status = response.statusCode();
    return new Attempt.Failed(
        status == 429 || code.equals("busy"),
        response.headers().firstValue("Retry-After").flatMap(Answers::seconds),
        ("The service answered " + status + " " + code).strip() + ".");
  }

  private static Optional<JsonObject> body(HttpResponse<String> response) {
    try {
      return Optional.of(JsonObject.parse(response.body()));
    } catch (JsonObject.Problem e) {
      return Optional.empty();
    }
  }

  /// A date would need a clock that agrees with the service's; the usual pauses do as well.
  private static Optional<Duration> seconds(String retryAfter) {
    return retryAfter.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
        : Optional.empty();
  }
}
