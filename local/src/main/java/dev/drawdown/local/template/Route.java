package dev.drawdown.local.template;

import java.util.List;

/// A route of the API, its access, and the class that answers.
///
/// A segment in braces, such as `{account}`, matches any one segment that isn't empty.
public record Route(String method, String path, Access access, String handler) {
  /// The callers that a route accepts.
  public sealed interface Access {
    /// Accepts everybody.
    record Open() implements Access {}

    /// Accepts a token with one of these scopes, or any token if there are none.
    record Scoped(List<String> scopes) implements Access {
      public Scoped {
        scopes = List.copyOf(scopes);
      }
    }
  }

  public Route {
    if (method.equals("ANY") || path.contains("+}") || !path.startsWith("/")) {
      throw new IllegalArgumentException("routes of this kind aren't run locally: " + path);
    }
  }

  /// API Gateway's name of the route: `GET /v1/accounts/{account}/balance`.
  public String key() {
    return method + " " + path;
  }

  public List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }

  public static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }
}
