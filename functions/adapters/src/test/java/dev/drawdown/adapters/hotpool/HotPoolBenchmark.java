package dev.drawdown.adapters.hotpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.dynamodb.Overlaps;
import dev.drawdown.adapters.store.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The rate of charges on a pool with one shard and with several, compared with as many pools of
/// one shard.
///
/// The separate pools share nothing. Transactions take 10 ms and don't overlap. The benchmark
/// asserts no times. It runs only if `-Dtest=HotPoolBenchmark` names it.
/// `-Ddrawdown.hotpool.charges` sets the number of charges for each line.
class HotPoolBenchmark {
  private static final int CALLERS = 64;
  private static final int CHARGES = Integer.getInteger("drawdown.hotpool.charges", 1_000);

  @Test
  void shards_compared_with_as_many_separate_wallets() throws Exception {
    try (DynamoDbClient calm = DynamoDbLocal.client();
        DynamoDbClient client = DynamoDbLocal.client(new Overlaps(Duration.ofMillis(10)))) {
      String table = DynamoDbLocal.freshTable();
      Stage stage =
          new Stage(
              new DynamoDbStore(calm, table, Sample.DUE_TIMES),
              new DynamoDbStore(client, table, Sample.DUE_TIMES));
      stage.warmUp();
      double one = stage.ofShards(1);
      for (int number : List.of(1, 4, 16)) {
        double shards = stage.ofShards(number);
        double separate = stage.ofSeparate(number);
        System.out.printf(
            Locale.ROOT,
            "A pool over %2d shards carries %5.1f times what one shard does, and %3.0f %% of what"
                + " %d separate wallets do.%n",
            number,
            shards / one,
            100 * shards / separate,
            number);
      }
    }
  }

  /// One table, on which pools are opened in a calm state and then drawn from by many callers.
  private static final class Stage {
    private final DynamoDbStore calm;
    private final DynamoDbStore crowded;
    private final List<String> opened = new ArrayList<>();

    Stage(DynamoDbStore calm, DynamoDbStore crowded) {
      this.calm = calm;
      this.crowded = crowded;
    }

    void warmUp() throws Exception {
      charge(List.of(open(16, CALLERS)));
    }

    /// Charges per second of one pool with `shards` shards.
    double ofShards(int shards) throws Exception {
      return charge(List.of(open(shards, CALLERS)));
    }

    /// Charges per second of `pools` pools, each with its part of the callers.
    double ofSeparate(int pools) throws Exception {
      List<RushedOffice> offices = new ArrayList<>();
      for (int pool = 0; pool < pools; pool++) {
        offices.add(open(1, CALLERS / pools));
      }
      return charge(offices);
    }

    private RushedOffice open(int shards, int members) {
      String name = "office-" + opened.size();
      opened.add(name);
      return RushedOffice.open(name, 1_000_000, shards, members, calm)
          .through(crowded, RushedOffice.catalog(1_000_000, shards));
    }

    private double charge(List<RushedOffice> offices) throws Exception {
      long start = System.nanoTime();
      var results =
          new Rush(CHARGES, CALLERS)
              .of(
                  number -> {
                    RushedOffice office = offices.get(number % offices.size());
                    int member = number / offices.size() % office.members().size();
                    return office.chargePatiently(member, "click-" + number, 1);
                  });
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(Rush.charged(results)).isEqualTo(CHARGES);
      return CHARGES / seconds;
    }
  }
}
