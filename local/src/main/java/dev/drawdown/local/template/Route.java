package dev.drawdown.local.template;

import java.util.List;

/// A route of the API, who may call it, and the class that answers.
///
/// A segment in braces, such as `{account}`, stands for any one segment that isn't empty.
public record Route(String method, String path, Access access, String handler) {
  /// Who may call a route.
  public sealed interface Access {
    /// Everybody.
    record Open() implements Access {}

    /// Whoever has a token with one of these scopes, or with any where there are none.
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

  /// What API Gateway calls it: `GET /v1/accounts/{account}/balance`.
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
