package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.local.Router.Match;
import dev.drawdown.local.Tokens.Token;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/// Stands in for API Gateway: finds the route, checks the token, calls the function, in the
/// gateway's words where it refuses.
final class Gateway implements Endpoint {
  private final Router router;
  private final Tokens tokens;
  private final Functions functions;
  private final InstantSource clock;
  private final PrintStream log;

  Gateway(Template template, Functions functions, InstantSource clock, PrintStream log) {
    this.router = new Router(template.routes());
    this.tokens = new Tokens(template.scopes());
    this.functions = functions;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    Optional<Match> match = router.match(request.method(), request.segments());
    if (match.isEmpty()) {
      return Answers.message(404, "Not Found");
    }
    return switch (match.get().route().access()) {
      case Route.Access.Open _ -> call(match.get(), request, Optional.empty());
      case Route.Access.Scoped scoped -> authorize(match.get(), request, scoped);
    };
  }

  private APIGatewayV2HTTPResponse authorize(
      Match match, LocalRequest request, Route.Access.Scoped scoped) {
    Optional<Token> token = tokens.read(request.header("authorization"));
    if (token.isEmpty()) {
      return Answers.message(401, "Unauthorized");
    }
    if (!token.get().grants(scoped.scopes())) {
      return Answers.message(403, "Forbidden");
    }
    return call(match, request, token);
  }

  // What a function throws, errors included, must not end the service.
  private APIGatewayV2HTTPResponse call(Match match, LocalRequest request, Optional<Token> token) {
    APIGatewayV2HTTPEvent event = Events.http(match, request, token, clock.instant());
    String name = match.route().handler();
    Invocation invocation = new Invocation(name, event.getRequestContext().getRequestId());
    try {
      APIGatewayV2HTTPResponse answer = functions.call(name, event, invocation);
      if (answer == null || answer.getStatusCode() < 200 || answer.getStatusCode() > 599) {
        throw new IllegalStateException("no status code in the answer: " + answer);
      }
      return answer;
    } catch (Throwable e) {
      log.println(name + " failed on " + request.method() + " " + request.rawPath());
      e.printStackTrace(log);
      return Answers.message(500, "Internal Server Error");
    }
  }
}
