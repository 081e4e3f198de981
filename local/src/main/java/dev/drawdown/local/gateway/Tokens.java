package dev.drawdown.local.gateway;

import dev.drawdown.domain.Identifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tokens that replace an identity provider's here: `dev-service` may do everything,
/// `dev-user:<account>` may read that account.
public final class Tokens {
  public static final String SERVICE = "dev-service";
  public static final String USER_PREFIX = "dev-user:";
  static final String SELF_SCOPE = "credits/self";

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+) *");

  private final List<String> everyScope;

  Tokens(Collection<String> everyScope) {
    this.everyScope = List.copyOf(everyScope);
  }

  /// A caller and its scopes.
  record Token(String subject, List<String> scopes) {
    /// Whether it has one of `required`, or `required` is empty.
    boolean grants(List<String> required) {
      return required.isEmpty() || !Collections.disjoint(scopes, required);
    }

    /// The claims of an access token of this kind, all as text, as API Gateway passes them on.
    Map<String, String> claims() {
      return Map.of(
          "iss", "http://127.0.0.1/drawdown-local",
          "aud", "drawdown",
          "token_use", "access",
          "sub", subject,
          "scope", String.join(" ", scopes));
    }
  }

  /// The token of an `Authorization` header, if it is one.
  Optional<Token> read(@Nullable String authorization) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (!bearer.matches()) {
      return Optional.empty();
    }
    String token = bearer.group(1);
    if (token.equals(SERVICE)) {
      return Optional.of(new Token(SERVICE, everyScope));
    }
    return Optional.of(token)
        .filter(text -> text.startsWith(USER_PREFIX))
        .map(text -> text.substring(USER_PREFIX.length()))
        .filter(Identifier::isValid)
        .map(account -> new Token(account, List.of(SELF_SCOPE)));
  }
}
