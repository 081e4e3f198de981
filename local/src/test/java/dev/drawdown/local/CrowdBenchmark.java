package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Overlaps;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.local.gateway.Server;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The waits of 64 callers who charge one account over HTTP at the same moment.
///
/// Each transaction keeps its items for 5 ms longer, and cancels others on them at once. The
/// callers, the service and DynamoDB Local share the machine, so the waits say nothing about AWS.
/// The first crowd opens the connections, and isn't measured. The benchmark fails if a call is
/// refused, which happens after five seconds. It runs only if `-Dtest=CrowdBenchmark` names it.
class CrowdBenchmark {
  private static final int CALLERS = 64;
  private static final int WARM_UP = 300;
  private static final int CROWDS = Integer.getInteger("drawdown.crowds", 10);

  @Test
  void the_slowest_of_64_answers() throws Exception {
    Catalog catalog =
        CatalogFixtures.catalog()
            .action("checkin.draft", 1)
            .starter(WARM_UP + (1L + CROWDS) * CALLERS)
            .build();
    try (SharedTable table = new SharedTable();
        DynamoDbClient client = table.table().client(CrowdBenchmark::overlapping);
        Server service =
            SharedTable.serve(
                catalog,
                SharedTable.stores(client, catalog),
                InstantSource.fixed(SharedTable.NOW));
        Clients callers = new Clients("crowded")) {
      for (int charge = 0; charge < WARM_UP; charge++) {
        callers.charge(service.address(), "warm-" + charge, 1);
      }
      slowest(callers, service, 0);
      List<Duration> slowest = new ArrayList<>();
      for (int crowd = 1; crowd <= CROWDS; crowd++) {
        slowest.add(slowest(callers, service, crowd));
      }
      Collections.sort(slowest);
      System.out.printf(
          "The slowest answers of %d crowds: median %d ms, largest %d ms%n",
          CROWDS, slowest.get(CROWDS / 2).toMillis(), slowest.getLast().toMillis());
    }
  }

  private static void overlapping(ClientOverrideConfiguration.Builder options) {
    options.addExecutionInterceptor(new Overlaps(Duration.ofMillis(5)));
  }

  private static Duration slowest(Clients callers, Server service, int crowd) throws Exception {
    return Collections.max(
        Clients.atOnce(
            CALLERS,
            caller -> {
              long asked = System.nanoTime();
              String key = "click-" + crowd + "-" + caller;
              assertThat(callers.charge(service.address(), key, 1).statusCode()).isEqualTo(201);
              return Duration.ofNanos(System.nanoTime() - asked);
            }));
  }
}
