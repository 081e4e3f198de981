package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import java.util.Map;
import java.util.function.Supplier;

/// An endpoint for developers. `GET` reports its state, and `POST` runs the request in a JSON
/// object. An empty body is an object without fields. A wrong request is refused with the field's
/// name, and changes nothing.
abstract class DevEndpoint implements Endpoint {
  /// The current state.
  abstract Map<String, ?> state();

  /// Reads the whole request, or throws what is wrong with it. The returned supplier runs it.
  abstract Supplier<Map<String, ?>> read(JsonObject request);

  @Override
  public final APIGatewayV2HTTPResponse answer(LocalRequest request) {
    return switch (request.method()) {
      case "GET" -> Endpoint.json(200, Json.write(state()));
      case "POST" -> answerPost(request);
      default -> Endpoint.message(404, "Not Found");
    };
  }

  private APIGatewayV2HTTPResponse answerPost(LocalRequest request) {
    try {
      byte[] body = request.body().map(LocalRequest.Body::bytes).orElse(new byte[0]);
      JsonObject json = body.length == 0 ? JsonObject.parse("{}") : JsonObject.parse(body);
      Supplier<Map<String, ?>> doing = read(json);
      json.requireNoMore();
      return Endpoint.json(200, Json.write(doing.get()));
    } catch (JsonProblem e) {
      return refused(Problem.invalid(e.place().isEmpty() ? "body" : e.place(), e.reason()));
    } catch (Problem e) {
      return refused(e);
    }
  }

  private static APIGatewayV2HTTPResponse refused(Problem problem) {
    Answer answer = problem.toAnswer();
    return Endpoint.answer(answer.status(), "application/problem+json", Json.write(answer.body()));
  }
}
