package dev.drawdown.adapters.http;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.manualchange.ManualChange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The caller, as the gateway's authorizer identified it: the token's scopes and all its claims.
///
/// Rights come from scopes alone. Every function repeats the gateway's check, so a route without
/// its setting stays closed. Identity providers put scopes into the claim `scope` or `scp`, as text
/// or as a list. The gateway passes every claim as text; a list becomes `[a b]`.
record Caller(Set<String> scopes, Map<String, String> claims) {
  private static final String READ = "credits/read";
  private static final String SELF = "credits/self";
  private static final Pattern LIST = Pattern.compile("\\[([^\\[\\]]*)]");

  static Caller of(APIGatewayV2HTTPEvent event) {
    Map<String, String> claims =
        Optional.ofNullable(event.getRequestContext())
            .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
            .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
            .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims)
            .orElseThrow(() -> Problem.of(Code.UNAUTHENTICATED, "The request carries no token."));
    return new Caller(
        Stream.of("scope", "scp")
            .map(claims::get)
            .filter(Objects::nonNull)
            .flatMap(Caller::scopes)
            .collect(toSet()),
        claims);
  }

  private static Stream<String> scopes(String claim) {
    Matcher list = LIST.matcher(claim);
    String scopes = list.matches() ? list.group(1) : claim;
    return Stream.of(scopes.split(" ", -1)).filter(scope -> !scope.isEmpty());
  }

  /// The subject of the token: a person or a service. Some providers name a service by its client
  /// id only. A longer name than a manual change may record is cut. One that isn't a [TextLine] is
  /// skipped.
  Optional<String> subject() {
    return Stream.of("sub", "client_id")
        .map(claims::get)
        .filter(Objects::nonNull)
        .map(Caller::cut)
        .filter(name -> TextLine.isValid(name, ManualChange.MAX_ACTOR))
        .findFirst();
  }

  /// Cuts before a character that would end after the limit, so never within one.
  private static String cut(String name) {
    int end = Math.min(name.length(), ManualChange.MAX_ACTOR);
    boolean within = end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, within ? end - 1 : end);
  }

  void require(String scope) {
    if (!scopes.contains(scope)) {
      throw Problem.of(Code.FORBIDDEN, "This needs the scope " + scope + ".");
    }
  }

  /// Refuses a caller that may not read the account.
  ///
  /// Services with the scope for all accounts may read it. So may a person whose `accountClaim`
  /// names it.
  void requireReadingOf(String account, String accountClaim) {
    boolean own =
        scopes.contains(SELF) && !account.isEmpty() && account.equals(claims.get(accountClaim));
    if (!own && !scopes.contains(READ)) {
      throw Problem.of(Code.FORBIDDEN, "This token doesn't allow reading this account.");
    }
  }
}
