package dev.drawdown.local;

import dev.drawdown.local.Route.Access;
import java.util.List;
import java.util.Optional;

/// Reads the routes of a function in the template, as SAM does.
final class FunctionPart {
  private FunctionPart() {}

  static List<Route> routes(TemplatePart function, TemplatePart root) {
    TemplatePart properties = function.at("Properties");
    String handler = handlerClass(properties);
    return properties.find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals("HttpApi"))
        .map(event -> route(event.at("Properties"), handler, root))
        .toList();
  }

  private static Route route(TemplatePart event, String handler, TemplatePart root) {
    return new Route(
        event.at("Method").text(), event.at("Path").text(), access(event, root), handler);
  }

  private static Access access(TemplatePart event, TemplatePart root) {
    Optional<TemplatePart> auth = event.find("Auth");
    boolean open =
        auth.flatMap(part -> part.find("Authorizer"))
            .or(() -> defaultAuthorizer(root))
            .map(TemplatePart::text)
            .orElse("NONE")
            .equals("NONE");
    return open
        ? new Access.Open()
        : new Access.Scoped(
            auth.flatMap(part -> part.find("AuthorizationScopes"))
                .map(TemplatePart::texts)
                .orElse(List.of()));
  }

  private static Optional<TemplatePart> defaultAuthorizer(TemplatePart root) {
    return root.at("Resources").fields().values().stream()
        .filter(resource -> resource.at("Type").text().equals("AWS::Serverless::HttpApi"))
        .flatMap(api -> api.at("Properties").find("Auth").stream())
        .flatMap(auth -> auth.find("DefaultAuthorizer").stream())
        .findFirst();
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
