package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import dev.drawdown.local.LocalRequest.Body;
import dev.drawdown.local.Router.Match;
import dev.drawdown.local.Tokens.Token;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the events that functions get on AWS. What is empty is absent there, too.
final class Events {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Events() {}

  /// A request of an HTTP API in payload format 2.0.
  static APIGatewayV2HTTPEvent http(
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
        .withAuthorizer(token.map(Events::authorizer).orElse(null))
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
