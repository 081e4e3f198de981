package dev.drawdown.local.history;

import dev.drawdown.adapters.store.FaultCounts;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.OtherJvm;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.UnplannedErrors;
import dev.drawdown.local.gateway.Server;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Services in two JVMs on one table, in which commits and reads fail in turn. Counts the faults
/// that happen during the histories.
final class FaultyServices implements AutoCloseable {
  private static final String LOST = "lost by its caller";

  private final UnplannedErrors errors;
  private final SharedTable table;
  private final DynamoDbClient client;
  private final FaultyStore faulty;
  private final Stores faultless;
  private final Server service;
  private final Server faultlessService;
  private final OtherJvm other;
  private final List<Developer> developers;
  private final Developer setup;
  private final Map<String, Map<String, Integer>> happened = new TreeMap<>();

  /// The services of `catalog`. Every `nth` commit and every `nth` read fails.
  FaultyServices(Catalog catalog, String catalogFile, int nth) throws Exception {
    errors = UnplannedErrors.begin();
    InstantSource clock = InstantSource.fixed(SharedTable.NOW);
    table = new SharedTable();
    client = table.client();
    faultless = SharedTable.stores(client, catalog);
    faulty = new FaultyStore(faultless, FaultPlan.inTurn(nth));
    service = SharedTable.serve(catalog, faulty, clock);
    faultlessService = SharedTable.serve(catalog, faultless, clock);
    other = OtherJvm.on(table.endpoint(), catalogFile, nth);
    developers = List.of(Developer.at(service.address()), Developer.at(other.address()));
    setup = Developer.at(faultlessService.address());
  }

  /// Developers at the service in this JVM and at the one in the other JVM.
  List<Developer> developers() {
    return developers;
  }

  /// A service without faults on the same table, for what isn't recorded.
  Developer faultless() {
    return setup;
  }

  /// The stores of the same table, without faults.
  Stores stores() {
    return faultless;
  }

  /// Records a history of a model, and counts the faults that happen meanwhile.
  <C> List<Operation<C>> during(String model, Callable<List<Operation<C>>> history)
      throws Exception {
    List<Map<String, Integer>> before = faults();
    List<Operation<C>> recorded = history.call();
    List<Map<String, Integer>> after = faults();
    for (int jvm = 0; jvm < after.size(); jvm++) {
      for (Map.Entry<String, Integer> fault : after.get(jvm).entrySet()) {
        int times = fault.getValue() - before.get(jvm).getOrDefault(fault.getKey(), 0);
        count(times, fault.getKey(), model);
        count(times, fault.getKey(), "JVM " + (jvm + 1));
      }
    }
    long lost = recorded.stream().filter(operation -> operation.answer().isEmpty()).count();
    count((int) lost, LOST, model);
    return recorded;
  }

  private List<Map<String, Integer>> faults() throws Exception {
    return List.of(faulty.counts().soFar(), other.faults());
  }

  private void count(int times, String fault, String where) {
    if (times > 0) {
      happened.computeIfAbsent(where, _ -> new TreeMap<>()).merge(fault, times, Integer::sum);
    }
  }

  /// How often each fault happened during the histories of each model, and in each JVM.
  Map<String, Map<String, Integer>> happened() {
    return happened;
  }

  /// The names of all faults that are possible in the histories of a model or in a JVM.
  static Set<String> possible(String where) {
    Set<String> names = FaultCounts.inTurn();
    if (!where.startsWith("JVM")) {
      names.add(LOST);
    }
    return names;
  }

  @Override
  public void close() {
    developers.forEach(Developer::close);
    setup.close();
    other.close();
    service.close();
    faultlessService.close();
    client.close();
    table.close();
    errors.end();
  }
}
