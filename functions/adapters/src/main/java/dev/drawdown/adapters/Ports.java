package dev.drawdown.adapters;

import static dev.drawdown.adapters.Environment.named;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.catalog.Catalog;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a function works on: the product's catalog, the store, the clock that only its edge reads,
/// what one of them must know of the payment provider, and what those need that publish.
public record Ports(
    Catalog catalog,
    Store store,
    PaymentStore payments,
    DueStore due,
    InstantSource clock,
    WebhookSettings webhook,
    Optional<Publishing> publishing) {
  /// All that is kept, in one store.
  public <S extends Store & PaymentStore & DueStore> Ports(
      Catalog catalog, S store, InstantSource clock) {
    this(catalog, store, store, store, clock, WebhookSettings.NONE, Optional.empty());
  }

  public Ports with(WebhookSettings settings) {
    return new Ports(catalog, store, payments, due, clock, settings, publishing);
  }

  public Ports with(Publishing outlet) {
    return new Ports(catalog, store, payments, due, clock, webhook, Optional.of(outlet));
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
    DynamoDbStore store =
        new DynamoDbStore(DynamoDbClients.of(environment), table, DueTimes.of(products));
    return new Ports(products, store, InstantSource.system());
  }
}
