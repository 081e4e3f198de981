package dev.drawdown.local.console;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.local.gateway.Tokens;
import java.net.URI;
import java.util.Optional;

/// The text that the service prints once it is ready: its address, the tokens, a first charge, and
/// a first payment if plans are sold. It doesn't repeat a given webhook secret.
public record Welcome(URI address, Catalog catalog, String webhookSecret) {
  private static final AccountId ADA = new AccountId("ada");

  public String text() {
    return """
    Drawdown's console: %s/
    The API is at the same address, with the catalog %s.
      token %-20s may do everything
      token %-20s may read that account
      webhook secret %-11s signs the payment provider's events
    Charge something:
      %s
    %sWatch the events:
      curl -N %s%s
    Ctrl-C ends it.
    """
        .formatted(
            address,
            catalog.product(),
            Tokens.SERVICE,
            Tokens.USER_PREFIX + "<account>",
            webhookSecret.equals(Webhook.SECRET) ? webhookSecret : "as given",
            charge(),
            payment().map("Pay for a plan:\n  %s\n"::formatted).orElse(""),
            address,
            DevConsole.EVENTS);
  }

  /// A complete command, with an action that costs something if there is one.
  String charge() {
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

  /// A command that makes the provider send a payment for a plan of known size.
  Optional<String> payment() {
    return catalog.plans().values().stream()
        .filter(plan -> plan.isSoldTo(ADA) && plan.allowance().isPresent())
        .findFirst()
        .map(Plan::id)
        .map(
            plan ->
                "curl -i %s%s -d '{\"type\":\"invoice.paid\",\"account\":\"ada\",\"plan\":\"%s\"}'"
                    .formatted(address, DevConsole.PAYMENTS, plan));
  }
}
