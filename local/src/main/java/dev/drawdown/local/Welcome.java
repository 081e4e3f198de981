package dev.drawdown.local;

import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import java.net.URI;

/// What is printed once the service is ready: where it is, how to get in, and a first charge.
record Welcome(URI address, Catalog catalog) {
  String text() {
    return """
    Drawdown runs the catalog %s at %s
      token %-20s may do everything
      token %-20s may read that account
    Charge something:
      %s
    Listen to what happens:
      curl -N %s%s
    Ctrl-C ends it.
    """
        .formatted(
            catalog.product(),
            address,
            Tokens.SERVICE,
            Tokens.USER_PREFIX + "<account>",
            curl(),
            address,
            EventsEndpoint.PATH);
  }

  /// A command that works as it stands, with an action that costs something if there is one.
  String curl() {
    return catalog.actions().values().stream()
        .filter(action -> !action.isFree())
        .findFirst()
        .map(this::charge)
        .orElse("curl -i %s/v1/catalog".formatted(address));
  }

  private String charge(Action action) {
    String document = action.oncePerDocument() ? ",\"document\":\"document-1\"" : "";
    return String.join(
        " ",
        "curl -i %s/v1/accounts/ada/charges".formatted(address),
        "-H 'Authorization: Bearer %s'".formatted(Tokens.SERVICE),
        "-H 'Idempotency-Key: first-charge'",
        "-H 'Content-Type: application/json'",
        "-d '{\"action\":\"%s\"%s}'".formatted(action.id(), document));
  }
}
