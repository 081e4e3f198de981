package dev.drawdown.adapters;

import static dev.drawdown.adapters.Environment.named;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.rules.Rules;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that functions are wired to: the rules under the product's catalog, the stores, the clock
/// that only their edges read, what one of them must know of the payment provider, the secrets that
/// sign sessions, the bus that another one publishes on, and the log of their calls. A function
/// takes from it what it uses when it is made, and keeps no more.
public record Ports(
    Rules rules,
    Stores stores,
    InstantSource clock,
    WebhookSettings webhook,
    SigningSecrets sessions,
    Optional<EventBus> bus,
    CallLog callLog) {
  public Ports(Catalog catalog, Stores stores, InstantSource clock) {
    this(
        Rules.of(catalog),
        stores,
        clock,
        WebhookSettings.NONE,
        SigningSecrets.fixed(List.of()),
        Optional.empty(),
        CallLog.unkeyed("local"));
  }

  public Catalog catalog() {
    return rules.catalog();
  }

  public Ports with(WebhookSettings settings) {
    return new Ports(rules, stores, clock, settings, sessions, bus, callLog);
  }

  /// With the secrets that sign sessions.
  public Ports withSessions(SigningSecrets secrets) {
    return new Ports(rules, stores, clock, webhook, secrets, bus, callLog);
  }

  public Ports with(EventBus outlet) {
    return new Ports(rules, stores, clock, webhook, sessions, Optional.of(outlet), callLog);
  }

  public Ports with(CallLog lines) {
    return new Ports(rules, stores, clock, webhook, sessions, bus, lines);
  }

  /// Decides and commits on these stores, in real time.
  public OptimisticRetry retry() {
    return OptimisticRetry.inRealTime(stores.commits());
  }

  /// What a deployed function works on: the catalog that `CATALOG` names, and the table `TABLE`.
  ///
  /// A catalog that can't be served stops the function before it serves anything.
  public static Ports fromEnvironment() {
    Map<String, String> environment = System.getenv();
    return of(named(environment, "CATALOG"), named(environment, "TABLE"), environment);
  }

  /// The table of that name, under a catalog that is shipped by that name or in that file.
  public static Ports of(String catalog, String table, Map<String, String> environment) {
    Catalog products = Catalogs.load(catalog);
    DynamoDbStore stores =
        new DynamoDbStore(DynamoDbClients.of(environment), table, DueTimes.of(products));
    return new Ports(products, stores, InstantSource.system()).with(CallLog.of(table, environment));
  }
}
