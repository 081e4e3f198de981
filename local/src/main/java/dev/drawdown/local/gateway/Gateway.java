package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.local.gateway.LocalRequest.Body;
import dev.drawdown.local.gateway.Router.Match;
import dev.drawdown.local.gateway.Tokens.Token;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import dev.drawdown.local.template.Template.Cors;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Replaces API Gateway: finds the route, checks the token and calls the function. Its refusals
/// have the gateway's words.
public final class Gateway implements Endpoint {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Router router;
  private final Optional<Cors> cors;
  private final Tokens tokens;
  private final Functions functions;
  private final InstantSource clock;
  private final PrintStream log;

  public Gateway(Template template, Functions functions, InstantSource clock, PrintStream log) {
    this.router = new Router(template.routes());
    this.cors = template.cors();
    this.tokens = new Tokens(template.scopes());
    this.functions = functions;
    this.clock = clock;
    this.log = log;
  }

  /// Only this service's own origin gets here, and it is allowed.
  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    String origin = request.header("origin");
    if (origin == null || cors.isEmpty()) {
      return routed(request);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("access-control-allow-origin", origin);
    boolean asksFirst =
        request.method().equals("OPTIONS")
            && request.header("access-control-request-method") != null;
    if (asksFirst) {
      headers.put("access-control-allow-methods", String.join(",", cors.get().methods()));
      headers.put("access-control-allow-headers", String.join(",", cors.get().headers()));
      headers.put("access-control-max-age", cors.get().maxAge());
      return APIGatewayV2HTTPResponse.builder().withStatusCode(204).withHeaders(headers).build();
    }
    headers.put("access-control-expose-headers", String.join(",", cors.get().exposed()));
    APIGatewayV2HTTPResponse answer = routed(request);
    headers.putAll(Optional.ofNullable(answer.getHeaders()).orElse(Map.of()));
    answer.setHeaders(headers);
    return answer;
  }

  private APIGatewayV2HTTPResponse routed(LocalRequest request) {
    Optional<Match> match = router.match(request.method(), request.segments());
    if (match.isEmpty()) {
      return Endpoint.message(404, "Not Found");
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
      return Endpoint.message(401, "Unauthorized");
    }
    if (!token.get().grants(scoped.scopes())) {
      return Endpoint.message(403, "Forbidden");
    }
    return call(match, request, token);
  }

  private APIGatewayV2HTTPResponse call(Match match, LocalRequest request, Optional<Token> token) {
    APIGatewayV2HTTPEvent event = event(match, request, token, clock.instant());
    String name = match.route().handler();
    return new Invocation(name, event.getRequestContext().getRequestId())
        .run(
            request.method() + " " + request.rawPath(),
            log,
            context -> requireStatus(functions.call(name, event, context)))
        .orElseGet(() -> Endpoint.message(500, "Internal Server Error"));
  }

  private static APIGatewayV2HTTPResponse requireStatus(@Nullable APIGatewayV2HTTPResponse answer) {
    if (answer == null || answer.getStatusCode() < 200 || answer.getStatusCode() > 599) {
      throw new IllegalStateException("no status code in the answer: " + answer);
    }
    return answer;
  }

  /// The event that the function gets on AWS, in payload format 2.0. Empty fields are absent, as on
  /// AWS.
  private static APIGatewayV2HTTPEvent event(
      Match match, LocalRequest request, Optional<Token> token, Instant now) {
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(match.route().key())
        .withRawPath(request.path())
        .withRawQueryString(request.rawQuery())
        .withCookies(request.cookies().isEmpty() ? null : request.cookies())
        .withHeaders(request.headers())
        .withQueryStringParameters(orAbsent(request.parameters()))
        .withPathParameters(orAbsent(match.parameters()))
        .withBody(request.body().map(Body::content).orElse(null))
        .withIsBase64Encoded(request.body().map(Body::isBase64).orElse(false))
        .withRequestContext(context(match, request, token, now))
        .build();
  }

  private static RequestContext context(
      Match match, LocalRequest request, Optional<Token> token, Instant now) {
    return RequestContext.builder()
        .withAccountId("anonymous")
        .withApiId("local")
        .withDomainName(request.header("host"))
        .withDomainPrefix("local")
        .withStage("$default")
        .withRouteKey(match.route().key())
        .withRequestId(UUID.randomUUID().toString())
        .withTime(TIME.format(now))
        .withTimeEpoch(now.toEpochMilli())
        .withHttp(
            RequestContext.Http.builder()
                .withMethod(request.method())
                .withPath(request.path())
                .withProtocol("HTTP/1.1")
                .withSourceIp(request.sourceIp())
                .withUserAgent(request.header("user-agent"))
                .build())
        .withAuthorizer(token.map(Gateway::authorizer).orElse(null))
        .build();
  }

  private static RequestContext.Authorizer authorizer(Token token) {
    return RequestContext.Authorizer.builder()
        .withJwt(
            RequestContext.Authorizer.JWT
                .builder()
                .withClaims(token.claims())
                .withScopes(token.scopes())
                .build())
        .build();
  }

  private static @Nullable Map<String, String> orAbsent(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}
