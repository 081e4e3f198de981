package dev.drawdown.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.SharedTable;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Concurrent callers, over HTTP, at one service, or at services in two JVMs on one table: their
/// answers are linearizable.
///
/// In every service, every third commit is cancelled by a conflict, throttled, done twice or done
/// without an answer. Every third read is throttled, without an answer, or stale. Callers also lose
/// answers themselves. The test fails if one of these faults never happened during the histories of
/// a model, or never in a JVM.
///
/// `drawdown.histories` is the number of recorded histories of each kind, in one JVM and in two.
class HistoriesTest {
  private static final int HISTORIES = Integer.getInteger("drawdown.histories", 2);
  private static final int NTH_FAULTY = 3;
  private static final int LOST_PERCENT = 10;
  private static final int CALLERS = 6;
  private static final int PROVIDERS = 2;
  private static final long PACK = 100;
  private static final long POOL = 150;
  private static final SubscriptionModel SUBSCRIPTION = new SubscriptionModel(100, 300, 30);
  private static Catalog catalog;
  private static FaultyServices services;

  @BeforeAll
  static void start() throws Exception {
    catalog = Callers.catalog();
    services = new FaultyServices(catalog, Callers.catalogFile(), NTH_FAULTY);
  }

  @AfterAll
  static void every_fault_has_happened() {
    services.close();
    assertThat(services.happened())
        .allSatisfy(
            (where, times) ->
                assertThat(times).as(where).containsOnlyKeys(FaultyServices.possible(where)));
  }

  static Stream<Arguments> histories() {
    return IntStream.rangeClosed(1, HISTORIES)
        .boxed()
        .flatMap(seed -> Stream.of(arguments(seed, 1), arguments(seed, 2)));
  }

  @ParameterizedTest(name = "seed {0}, JVMs: {1}")
  @MethodSource("histories")
  void charges_holds_refunds_and_packs_of_one_wallet_are_linearizable(int seed, int jvms)
      throws Exception {
    String account = "wallet-" + seed + "-" + jvms;
    Callers callers = new Callers(services.in(jvms));
    Recorder<WalletModel.Call> recorder =
        new Recorder<>((call, random) -> callers.ask(account, call, random), LOST_PERCENT);

    var history =
        services.during(
            "wallet", () -> recorder.record(seed, calls(seed, 14, HistoriesTest::anyOnWallet)));

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

  /// DynamoDB reads the shards of a pool at different moments. So while members draw, the sum over
  /// the shards may be a balance that the pool never had. This test reads it when no other call
  /// runs.
  @ParameterizedTest(name = "seed {0}, JVMs: {1}")
  @MethodSource("histories")
  void charges_and_holds_on_a_pool_over_four_shards_are_linearizable(int seed, int jvms)
      throws Exception {
    PoolId pool = new PoolId("office-" + seed + "-" + jvms);
    PoolModel model = paid(pool, "office");
    Recorder<PoolModel.Call> recorder = recorder(pool, jvms);
    List<List<PoolModel.Call>> draws =
        calls(seed, 14, (caller, _, random) -> anyOfMember(member(pool, caller), random));

    services.during("pool", () -> recorder.record(seed, draws));
    var history = recorder.record(seed, List.of(List.of(new PoolModel.Call.Left())));

    assertThat(Linearizability.objection(model, history)).isEmpty();
    assertConsistent("/v1/pools/" + pool);
  }

  @ParameterizedTest(name = "seed {0}, JVMs: {1}")
  @MethodSource("histories")
  void charges_holds_and_reads_of_a_pool_on_one_shard_are_linearizable(int seed, int jvms)
      throws Exception {
    PoolId pool = new PoolId("studio-" + seed + "-" + jvms);
    PoolModel model = paid(pool, "studio");
    Recorder<PoolModel.Call> recorder = recorder(pool, jvms);
    List<List<PoolModel.Call>> draws =
        calls(
            seed,
            14,
            (caller, _, random) ->
                random.nextInt(4) == 0
                    ? new PoolModel.Call.Left()
                    : anyOfMember(member(pool, caller), random));

    var history = services.during("pool on one shard", () -> recorder.record(seed, draws));

    assertThat(Linearizability.objection(model, history)).isEmpty();
    assertConsistent("/v1/pools/" + pool);
  }

  /// The model of a new pool, in which the first member has a limit.
  private static PoolModel paid(PoolId pool, String plan) {
    PaidPool.of(pool, plan, catalog, SharedTable.NOW).in(services.stores());
    Map<String, Long> limits = Map.of(member(pool, 0), 20L);
    for (int caller = 0; caller < CALLERS; caller++) {
      String member = member(pool, caller);
      join(pool, member, Optional.ofNullable(limits.get(member)));
    }
    return new PoolModel(POOL, limits);
  }

  private static Recorder<PoolModel.Call> recorder(PoolId pool, int jvms) {
    Callers callers = new Callers(services.in(jvms));
    return new Recorder<>((call, random) -> callers.ask(pool.value(), call, random), LOST_PERCENT);
  }

  /// A number from 1 to 9, always the same for one key.
  private static long credits(String key) {
    return 1L + Math.floorMod(key.hashCode(), 9);
  }

  private static String member(PoolId pool, int number) {
    return pool + "-member-" + number;
  }

  private static void join(PoolId pool, String member, Optional<Long> limit) {
    String body = limit.map(credits -> "{\"limitPerPeriod\":" + credits + "}").orElse("");
    String path = "/v1/pools/" + pool + "/members/" + member;
    Reply reply = services.faultless().call("PUT", path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static PoolModel.Call anyOfMember(String member, Random random) {
    String charge = "charge-" + random.nextInt(12);
    String hold = "hold-" + random.nextInt(5);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> new PoolModel.Call.Charge(member, charge, credits(charge));
      case 4, 5 -> new PoolModel.Call.Hold(member, hold, 7);
      case 6 -> new PoolModel.Call.Capture(member, random.nextInt(4) == 0 ? charge : hold);
      default -> new PoolModel.Call.Refund(member, random.nextInt(3) == 0 ? hold : charge);
    };
  }

  @ParameterizedTest(name = "seed {0}, JVMs: {1}")
  @MethodSource("histories")
  void charges_payments_and_reads_of_one_subscription_are_linearizable(int seed, int jvms)
      throws Exception {
    String account = "payer-" + seed + "-" + jvms;
    DeliveredSubscription subscription = new DeliveredSubscription(catalog, account);
    List<List<SubscriptionModel.Call>> callers =
        new ArrayList<>(calls(seed, 14, (_, _, random) -> anyOfOwner(random)));
    for (int provider = 0; provider < PROVIDERS; provider++) {
      callers.add(inAnyOrder(new Random(PROVIDERS * seed + provider)));
    }
    List<Developer> asked = services.in(jvms);
    Recorder<SubscriptionModel.Call> recorder =
        new Recorder<>((call, random) -> subscription.ask(asked, call, random), LOST_PERCENT);

    var history = services.during("subscription", () -> recorder.record(seed, callers));

    assertThat(Linearizability.objection(SUBSCRIPTION, history)).isEmpty();
    assertConsistent("/v1/accounts/" + account);
  }

  private static SubscriptionModel.Call anyOfOwner(Random random) {
    String charge = "charge-" + random.nextInt(30);
    return random.nextInt(3) == 0
        ? new SubscriptionModel.Call.See()
        : new SubscriptionModel.Call.Charge(charge, 3 * credits(charge));
  }

  private static List<SubscriptionModel.Call> inAnyOrder(Random random) {
    List<SubscriptionModel.Call> deliveries = new ArrayList<>();
    for (SubscriptionModel.Event event : SubscriptionModel.Event.values()) {
      deliveries.add(new SubscriptionModel.Call.Deliver(event));
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
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
    Reply audit = services.faultless().see(owner + "/audit");
    assertThat(audit.at("consistent")).as(audit.text()).isEqualTo(true);
  }
}
