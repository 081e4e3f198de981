package dev.drawdown.local.gateway;

import dev.drawdown.local.template.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request as API Gateway does. If several match, named segments come before
/// parameters.
final class Router {
  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes =
        routes.stream()
            .sorted(Comparator.comparing(Router::shape).thenComparing(Route::key))
            .toList();
  }

  /// A route, and the values of its parameters in the request.
  record Match(Route route, Map<String, String> parameters) {}

  /// `segments` are the decoded segments of the request's path.
  Optional<Match> match(String method, List<String> segments) {
    return routes.stream()
        .filter(route -> route.method().equals(method))
        .filter(route -> matches(route.segments(), segments))
        .findFirst()
        .map(route -> new Match(route, parameters(route.segments(), segments)));
  }

  private static boolean matches(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      boolean fits =
          Route.isParameter(pattern.get(i))
              ? !segments.get(i).isEmpty()
              : pattern.get(i).equals(segments.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> parameters(List<String> pattern, List<String> segments) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String name = pattern.get(i);
      if (Route.isParameter(name)) {
        parameters.put(name.substring(1, name.length() - 1), segments.get(i));
      }
    }
    return parameters;
  }

  /// Sorts named segments before parameters, place by place.
  private static String shape(Route route) {
    StringBuilder shape = new StringBuilder();
    for (String segment : route.segments()) {
      shape.append(Route.isParameter(segment) ? '1' : '0');
    }
    return shape.toString();
  }
}
