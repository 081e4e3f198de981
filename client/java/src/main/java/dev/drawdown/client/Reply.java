package dev.drawdown.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// The result of a call: an answer that a retry would not change, or none.
///
/// [Exchange] gives the reply to one try, [Calls] the one after all tries.
sealed interface Reply {
  /// The reply in words for a person.
  String detail();

  /// Whether the answer of a try was lost. The service may have carried that try out.
  boolean answerLost();

  /// Whether to stop trying.
  boolean isFinal();

  /// How long the service asks its callers to wait.
  Optional<Duration> retryAfter();

  /// The same reply to a call that lost the answer of an earlier try.
  Reply afterLostAnswer();

  /// An answer that says what happened.
  record Answered(int status, boolean isReplay, JsonObject body, boolean answerLost)
      implements Reply {
    /// A proxy on the way may turn the service's 200 or 201 into another success.
    boolean isOk() {
      return isSuccess(status);
    }

    /// The stable code of a refusal, or an empty text if the answer has none.
    String code() {
      return body.textIfAny("code").orElse("");
    }

    @Override
    public String detail() {
      return body.textIfAny("detail")
          .or(() -> body.textIfAny("title"))
          .or(() -> body.textIfAny("message"))
          .orElse("The service answered " + status + ".");
    }

    @Override
    public boolean isFinal() {
      return true;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.empty();
    }

    @Override
    public Answered afterLostAnswer() {
      return new Answered(status, isReplay, body, true);
    }
  }

  /// No answer, or one that doesn't say what happened.
  record NoAnswer(String detail, boolean answerLost, boolean isFinal, Optional<Duration> retryAfter)
      implements Reply {
    /// The request didn't reach the service.
    static NoAnswer unsent(String detail) {
      return new NoAnswer(detail, false, false, Optional.empty());
    }

    static NoAnswer lost(String detail) {
      return new NoAnswer(detail, true, false, Optional.empty());
    }

    @Override
    public NoAnswer afterLostAnswer() {
      return new NoAnswer(detail, true, isFinal, retryAfter);
    }
  }

  /// Reads the response to one try.
  static Reply of(HttpResponse<String> response) {
    int status = response.statusCode();
    Optional<JsonObject> body = body(response);
    if (status == 429 || status >= 500) {
      return unavailable(response, body);
    }
    if (isSuccess(status) && body.isEmpty()) {
      return NoAnswer.lost("The answer " + status + " can't be read.");
    }
    boolean isReplay =
        response.headers().firstValue("Idempotent-Replayed").filter("true"::equals).isPresent();
    return new Answered(status, isReplay, body.orElse(JsonObject.EMPTY), false);
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /// A throttled or `busy` service has done nothing. After any other failure, `outcome-unknown`
  /// included, the outcome is unknown.
  private static Reply unavailable(HttpResponse<String> response, Optional<JsonObject> body) {
    int status = response.statusCode();
    String code = body.flatMap(problem -> problem.textIfAny("code")).orElse("");
    boolean isHarmless = status == 429 || code.equals("busy");
    return new NoAnswer(
        ("The service answered " + status + " " + code).strip() + ".",
        !isHarmless,
        false,
        response.headers().firstValue("Retry-After").flatMap(Reply::seconds));
  }

  private static Optional<JsonObject> body(HttpResponse<String> response) {
    try {
      return Optional.of(JsonObject.parse(response.body()));
    } catch (JsonObject.Problem e) {
      return Optional.empty();
    }
  }

  /// Ignores a date, which would need a clock that agrees with the service's.
  private static Optional<Duration> seconds(String retryAfter) {
    return retryAfter.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
        : Optional.empty();
  }
}
