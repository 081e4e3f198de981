package dev.drawdown.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.OtherJvm;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.gateway.Server;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Concurrent callers, over HTTP, at services in two JVMs on one table: their answers are
/// linearizable. Every fifth commit of both services is cancelled by a conflict, throttled, done
/// twice or done without an answer. Callers also lose answers themselves.
///
/// `drawdown.histories` is the number of recorded histories of each kind.
class HistoriesTest {
  private static final int HISTORIES = Integer.getInteger("drawdown.histories", 2);
  private static final int FAULTY_PERCENT = 20;
  private static final int LOST_PERCENT = 10;
  private static final int CALLERS = 6;
  private static final long PACK = 100;
  private static final long POOL = 150;
  private static Catalog catalog;
  private static SharedTable table;
  private static DynamoDbClient client;
  private static Server service;
  private static OtherJvm other;
  private static List<Developer> services;
  private static DeliveredSubscription.Alone alone;

  @BeforeAll
  static void start() throws Exception {
    catalog = Callers.catalog();
    table = new SharedTable();
    client = table.client();
    Stores faulty =
        new FaultyStore(SharedTable.stores(client, catalog), FaultPlan.seeded(2, FAULTY_PERCENT));
    service = SharedTable.serve(catalog, faulty, InstantSource.fixed(SharedTable.NOW));
    other = OtherJvm.on(table.endpoint(), Callers.catalogFile(), FAULTY_PERCENT);
    services = Stream.of(service.address(), other.address()).map(Developer::at).toList();
    alone = new DeliveredSubscription.Alone(catalog);
  }

  @AfterAll
  static void stop() {
    alone.close();
    services.forEach(Developer::close);
    other.close();
    service.close();
    client.close();
    table.close();
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, HISTORIES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void charges_holds_refunds_and_packs_of_one_wallet_are_linearizable(int seed) throws Exception {
    String account = "wallet-" + seed;
    Callers callers = new Callers(services);

    var history =
        new Recorder<WalletModel.Call>(
                (call, random) -> callers.ask(account, call, random), LOST_PERCENT)
            .record(seed, calls(seed, 14, HistoriesTest::anyOnWallet));

    assertThat(Linearizability.objection(new WalletModel(0, PACK), history)).isEmpty();
    assertConsistent("/v1/accounts/" + account);
  }

  /// Callers share keys, so that charges meet their own replays and refunds.
  private static WalletModel.Call anyOnWallet(int caller, int number, Random random) {
    String charge = "charge-" + random.nextInt(25);
    String hold = "hold-" + random.nextInt(10);
    if (number == 0 && caller == 0) {
      return new WalletModel.Call.TopUp("payment-0");
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new WalletModel.Call.Charge(charge, credits(charge));
      case 3 -> new WalletModel.Call.Hold(hold, 7);
      case 4 -> new WalletModel.Call.Capture(random.nextInt(4) == 0 ? charge : hold);
      case 5, 6 -> new WalletModel.Call.Refund(random.nextInt(3) == 0 ? hold : charge);
      case 7 -> new WalletModel.Call.TopUp("payment-" + random.nextInt(2));
      default -> new WalletModel.Call.Balance();
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_of_one_pool_over_four_shards_are_linearizable(int seed) throws Exception {
    PoolId pool = new PoolId("pool-" + seed);
    PaidPool.of(pool, "office", catalog, SharedTable.NOW).in(SharedTable.stores(client, catalog));
    Map<String, Long> limits = Map.of(member(seed, 0), 20L);
    for (int member = 0; member < CALLERS; member++) {
      join(pool, member(seed, member), Optional.ofNullable(limits.get(member(seed, member))));
    }
    Callers callers = new Callers(services);
    Recorder<PoolModel.Call> recorder =
        new Recorder<>((call, random) -> callers.ask(pool.value(), call, random), LOST_PERCENT);

    recorder.record(
        seed, calls(seed, 14, (caller, _, random) -> anyOfMember(member(seed, caller), random)));
    var history = recorder.record(seed, List.of(List.of(new PoolModel.Call.Left())));

    assertThat(Linearizability.objection(new PoolModel(POOL, limits), history)).isEmpty();
    assertConsistent("/v1/pools/" + pool);
  }

  /// A number from 1 to 9, always the same for one key.
  private static long credits(String key) {
    return 1L + Math.floorMod(key.hashCode(), 9);
  }

  private static String member(int seed, int number) {
    return "member-" + seed + "-" + number;
  }

  private static void join(PoolId pool, String member, Optional<Long> limit) {
    String body = limit.map(credits -> "{\"limitPerPeriod\":" + credits + "}").orElse("");
    String path = "/v1/pools/" + pool + "/members/" + member;
    Reply reply = services.getFirst().call("PUT", path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static PoolModel.Call anyOfMember(String member, Random random) {
    String key = "charge-" + random.nextInt(12);
    return random.nextInt(4) == 0
        ? new PoolModel.Call.Refund(member, key)
        : new PoolModel.Call.Charge(member, key, credits(key));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void events_and_reads_of_one_subscription_are_linearizable(int seed) throws Exception {
    DeliveredSubscription subscription = new DeliveredSubscription(catalog, "payer-" + seed);
    List<String> events = new ArrayList<>(subscription.events());
    events.addAll(subscription.events());
    Collections.shuffle(events, new Random(seed));
    List<List<SubscriptionModel.Call>> callers = new ArrayList<>();
    for (String event : events) {
      callers.add(List.of(new SubscriptionModel.Call.Deliver(event)));
    }
    for (int reader = 0; reader < 3; reader++) {
      callers.add(Collections.nCopies(12, new SubscriptionModel.Call.See()));
    }

    var history =
        new Recorder<SubscriptionModel.Call>(
                (call, random) -> subscription.ask(services, call, random), LOST_PERCENT)
            .record(seed, callers);

    assertThat(Linearizability.objection(new SubscriptionModel(alone::seen), history)).isEmpty();
    assertConsistent("/v1/accounts/payer-" + seed);
  }

  /// The next call of a caller.
  @FunctionalInterface
  private interface Choice<C> {
    C next(int caller, int number, Random random);
  }

  private static <C> List<List<C>> calls(int seed, int each, Choice<C> choice) {
    return IntStream.range(0, CALLERS)
        .mapToObj(
            caller -> {
              Random random = new Random(1_000L * seed + caller);
              return IntStream.range(0, each)
                  .mapToObj(number -> choice.next(caller, number, random))
                  .toList();
            })
        .toList();
  }

  private static void assertConsistent(String owner) {
    Reply audit = services.getLast().see(owner + "/audit");
    assertThat(audit.at("consistent")).as(audit.text()).isEqualTo(true);
  }
}
