package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.local.DevClock.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads and moves the clock: `{"now": "..."}`, `{"advance": "P1M"}` or `{"resume": true}`.
///
/// `sweep` is accepted and changes nothing yet: no job writes down what fell due, and answers are
/// right without one.
record ClockEndpoint(DevClock clock) implements Endpoint {
  static final String PATH = "/__dev/clock";

  @Override
  public APIGatewayV2HTTPResponse answer(Request request) {
    return switch (request.method()) {
      case "GET" -> reading(clock.read());
      case "POST" -> move(request);
      default -> Answers.message(404, "Not Found");
    };
  }

  private APIGatewayV2HTTPResponse move(Request request) {
    try {
      byte[] body = request.body().map(Request.Body::bytes).orElse(new byte[0]);
      return reading(move(JsonObject.parse(body)));
    } catch (JsonProblem e) {
      return refused(Problem.invalid(e.place().isEmpty() ? "body" : e.place(), e.reason()));
    } catch (Problem e) {
      return refused(e);
    }
  }

  private Reading move(JsonObject order) {
    Optional<String> now = order.optionalText("now");
    Optional<String> advance = order.optionalText("advance");
    boolean resume = order.flag("resume");
    order.flag("sweep");
    order.requireNoMore();
    if (Stream.of(now.isPresent(), advance.isPresent(), resume).filter(on -> on).count() != 1) {
      throw Problem.invalid("body", "must have one of now, advance and resume");
    }
    if (resume) {
      return clock.resume();
    }
    return now.map(text -> named("now", () -> clock.moveTo(Instant.parse(text))))
        .or(() -> advance.map(text -> named("advance", () -> clock.advance(Span.parse(text)))))
        .orElseThrow();
  }

  private static Reading named(String field, Supplier<Reading> move) {
    try {
      return move.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Problem.invalid(field, "can't be done: " + e.getMessage());
    }
  }

  private static APIGatewayV2HTTPResponse reading(Reading reading) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", reading.now());
    body.put("running", reading.running());
    return Answers.json(200, Json.write(body));
  }

  private static APIGatewayV2HTTPResponse refused(Problem problem) {
    Answer answer = problem.toAnswer();
    return Answers.of(answer.status(), "application/problem+json", Json.write(answer.body()));
  }
}
