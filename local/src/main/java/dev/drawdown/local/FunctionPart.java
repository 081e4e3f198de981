package dev.drawdown.local;

import dev.drawdown.local.Route.Access;
import java.util.List;
import java.util.Optional;

/// Reads the routes of a function in the template, as SAM does.
final class FunctionPart {
  /// What the API calls the authorizer that reads tokens.
  private static final String AUTHORIZER = "Tokens";

  private FunctionPart() {}

  static List<Route> routes(TemplatePart function) {
    TemplatePart properties = function.at("Properties");
    String handler = handlerClass(properties);
    return properties.find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals("HttpApi"))
        .map(event -> route(event.at("Properties"), handler))
        .toList();
  }

  private static Route route(TemplatePart event, String handler) {
    return new Route(event.at("Method").text(), event.at("Path").text(), access(event), handler);
  }

  /// A route is open where it says nothing of tokens. One that says which scopes it wants must name
  /// its authorizer, as without one it would be open on AWS.
  private static Access access(TemplatePart event) {
    Optional<TemplatePart> auth = event.find("Auth");
    if (auth.isEmpty()) {
      return new Access.Open();
    }
    TemplatePart authorizer = auth.get().at("Authorizer");
    if (!authorizer.text().equals(AUTHORIZER)) {
      throw authorizer.problem("must be " + AUTHORIZER);
    }
    return new Access.Scoped(
        auth.get().find("AuthorizationScopes").map(TemplatePart::texts).orElse(List.of()));
  }

  /// `dev.drawdown.charge.ChargeFunction`, with or without `::handleRequest`.
  static String handlerClass(TemplatePart properties) {
    TemplatePart handler = properties.at("Handler");
    List<String> parts = List.of(handler.text().split("::", -1));
    if (parts.size() > 2 || (parts.size() == 2 && !parts.get(1).equals("handleRequest"))) {
      throw handler.problem("must be a RequestHandler's handleRequest");
    }
    return parts.getFirst();
  }
}
