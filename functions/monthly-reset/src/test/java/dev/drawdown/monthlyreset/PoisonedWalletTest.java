package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.DUE_TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.Conflicts;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.monthlyreset.Sweep.SweepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items that nobody can read come first, and don't delay the others.
class PoisonedWalletTest {
  private static final DueShard SHARD = new DueShard(7);
  private static final Instant LONG_AGO = Instant.parse("2026-11-30T23:55:00Z");

  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client();
  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store = new DynamoDbStore(client, table, DUE_TIMES);
  private final Bulk bulk = new Bulk(client, table, DUE_TIMES);

  @Test
  void an_unreadable_wallet_is_parked_with_its_reason_and_all_others_are_advanced() {
    Coach.accountsIn(SHARD).limit(20).forEach(one -> bulk.write(Coach.charged(one, 1)));
    bulk.put(poisoned("account#later", Map.of("v", number(2))));
    bulk.put(poisoned("account#half", Map.of("v", number(1), "version", number(3))));
    bulk.put(poisoned("nobody", Map.of("v", number(1))));

    SweepResult first = run(DECEMBER);
    SweepResult again = run(DECEMBER.plus(Duration.ofHours(12)));

    assertThat(first).isEqualTo(new SweepResult(SHARD, 20, 40, 0, 0, 3, 0, true));
    assertThat(again).isEqualTo(new SweepResult(SHARD, 0, 0, 0, 0, 0, 0, true));
    assertThat(store.parkedWallets().page(10, Optional.empty()))
        .extracting(Parked::work, Parked::since)
        .extracting(Object::toString)
        .containsExactly(
            "(\"account#half\", 2026-12-01T00:00:00Z)",
            "(\"account#later\", 2026-12-01T00:00:00Z)",
            "(\"nobody\", 2026-12-01T00:00:00Z)");
    assertThat(store.parkedWallets().page(10, Optional.empty()))
        .extracting(Parked::reason)
        .containsExactly(
            "java.lang.IllegalStateException: account#half/wallet lacks at",
            "java.lang.IllegalStateException: account#later/wallet has schema version 2, but only"
                + " version 1 is known here",
            "java.lang.IllegalArgumentException: not a wallet: nobody");
  }

  @Test
  void a_parked_wallet_is_tried_again_a_day_later_and_parked_again() {
    bulk.put(poisoned("account#later", Map.of("v", number(2))));

    run(DECEMBER);
    SweepResult aDayLater = run(DECEMBER.plus(Duration.ofDays(1)));

    assertThat(aDayLater.parked()).isEqualTo(1);
    assertThat(store.due().due(SHARD, DECEMBER.plus(Duration.ofDays(2)), 10, Optional.empty()))
        .isEqualTo(List.of(new DueWallet("account#later", DECEMBER.plus(Duration.ofDays(2)))));
  }

  @Test
  void a_contended_item_without_a_wallet_name_is_left_to_the_next_run() {
    bulk.put(poisoned("nobody", Map.of("v", number(1))));
    try (DynamoDbClient crowded = DynamoDbLocal.client(new Conflicts(1))) {
      assertThat(run(DECEMBER, new DynamoDbStore(crowded, table, DUE_TIMES)).left()).isEqualTo(1);
    }

    assertThat(run(DECEMBER).parked()).isEqualTo(1);
  }

  private SweepResult run(Instant now) {
    return run(now, store);
  }

  private static SweepResult run(Instant now, DynamoDbStore store) {
    Ports ports = new Ports(CATALOG, store, () -> now);
    return new Sweep(ports, _ -> {}, SweepSchedule.JITTER).run(SHARD, now, () -> false);
  }

  private static Map<String, AttributeValue> poisoned(
      String wallet, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new HashMap<>(more);
    item.put("pk", AttributeValue.fromS(wallet));
    item.put("sk", AttributeValue.fromS("wallet"));
    item.put("due", AttributeValue.fromS("due#7"));
    item.put("dueAt", number(LONG_AGO.toEpochMilli()));
    return item;
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
