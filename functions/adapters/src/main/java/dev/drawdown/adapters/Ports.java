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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dependencies of functions.
///
/// These are the rules under the product's catalog, the stores and the clock. Further parts are the
/// webhook's settings, the secrets that sign sessions, the event bus, and the log of calls. Each
/// function takes only the parts that it uses. The clock shows whole milliseconds.
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
        wholeMillis(clock),
        WebhookSettings.NONE,
        SigningSecrets.fixed(List.of()),
        Optional.empty(),
        CallLog.unkeyed("local"));
  }

  /// `clock` without shorter times than a millisecond, which the table can't store.
  public static InstantSource wholeMillis(InstantSource clock) {
    return () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  public Catalog catalog() {
    return rules.catalog();
  }

  public Ports with(WebhookSettings settings) {
    return new Ports(rules, stores, clock, settings, sessions, bus, callLog);
  }

  /// The same ports with `secrets` to sign sessions.
  public Ports withSessions(SigningSecrets secrets) {
    return new Ports(rules, stores, clock, webhook, secrets, bus, callLog);
  }

  public Ports with(EventBus outlet) {
    return new Ports(rules, stores, clock, webhook, sessions, Optional.of(outlet), callLog);
  }

  public Ports with(CallLog lines) {
    return new Ports(rules, stores, clock, webhook, sessions, bus, lines);
  }

  /// Retries on these stores, in real time.
  public OptimisticRetry retry() {
    return OptimisticRetry.inRealTime(stores.commits());
  }

  /// The ports of a deployed function: the catalog of `CATALOG` and the table `TABLE`.
  ///
  /// An invalid catalog stops the function before it serves any request.
  public static Ports fromEnvironment() {
    Map<String, String> environment = System.getenv();
    return of(named(environment, "CATALOG"), named(environment, "TABLE"), environment);
  }

  /// The table with that name, under a shipped catalog or the catalog in a file.
  public static Ports of(String catalog, String table, Map<String, String> environment) {
    Catalog products = Catalogs.load(catalog);
    DynamoDbStore stores =
        new DynamoDbStore(DynamoDbClients.of(environment), table, DueTimes.of(products));
    return new Ports(products, stores, InstantSource.system()).with(CallLog.of(table, environment));
  }
}
