package dev.drawdown.adapters.http;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who asks, as the gateway's authorizer found: the token's subject, its scopes and all its claims.
///
/// Rights come from scopes alone. Every function asks again what the gateway asked, so that a route
/// without its setting opens nothing.
record Caller(String subject, Set<String> scopes, Map<String, String> claims) {
  private static final String READ = "credits/read";
  private static final String SELF = "credits/self";

  static Caller of(APIGatewayV2HTTPEvent event) {
    Map<String, String> claims =
        Optional.ofNullable(event.getRequestContext())
            .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
            .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
            .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims)
            .orElseThrow(() -> Problem.of(Code.UNAUTHENTICATED, "The request carries no token."));
    String scopes = claims.getOrDefault("scope", "");
    return new Caller(
        claims.getOrDefault("sub", ""),
        Arrays.stream(scopes.split(" ")).filter(scope -> !scope.isEmpty()).collect(toSet()),
        claims);
  }

  void require(String scope) {
    if (!scopes.contains(scope)) {
      throw Problem.of(Code.FORBIDDEN, "This needs the scope " + scope + ".");
    }
  }

  /// Reading is for services that may read all accounts, and for a person's own account: the one
  /// that the token's `accountClaim` names.
  void requireReadingOf(String account, String accountClaim) {
    boolean own = scopes.contains(SELF) && account.equals(claims.get(accountClaim));
    if (!own && !scopes.contains(READ)) {
      throw Problem.of(Code.FORBIDDEN, "This token doesn't allow reading this account.");
    }
  }
}
