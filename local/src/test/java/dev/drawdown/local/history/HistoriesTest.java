package dev.drawdown.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.SharedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Concurrent callers, over HTTP, at services in two JVMs on one table: their answers are
/// linearizable.
///
/// In every service, every fourth commit is cancelled by a conflict, throttled, done twice or done
/// without an answer. Every fourth read is throttled, without an answer, or stale. Callers also
/// lose answers themselves. The test fails if one of these faults never happened during the
/// histories of a model, or never in a JVM.
///
/// `drawdown.histories` is the number of recorded histories of each kind.
class HistoriesTest {
  private static final int HISTORIES = Integer.getInteger("drawdown.histories", 3);
  private static final int NTH_FAULTY = 4;
  private static final int LOST_PERCENT = 10;
  private static final long PACK = 100;
  private static final long POOL = 60;
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

  static IntStream seeds() {
    return IntStream.rangeClosed(1, HISTORIES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void charges_holds_refunds_and_packs_of_one_wallet_are_linearizable(int seed) throws Exception {
    String account = "wallet-" + seed;
    Callers callers = new Callers(services.developers());
    Recorder<WalletModel.Call> recorder =
        new Recorder<>((call, random) -> callers.ask(account, call, random), LOST_PERCENT);
    var rounds = new RandomCalls(seed).onWallet();

    var history = services.during("wallet", () -> recorder.record(seed, rounds));

    assertThat(Linearizability.objection(new WalletModel(0, PACK), history)).isEmpty();
    assertConsistent("/v1/accounts/" + account);
  }

  /// DynamoDB reads the shards of a pool at different moments. So while members draw, the sum over
  /// the shards may be a balance that the pool never had. This test reads it when no other call
  /// runs.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void charges_and_holds_on_a_pool_over_four_shards_are_linearizable(int seed) throws Exception {
    PoolId pool = new PoolId("office-" + seed);
    PoolModel model = paid(pool, "office");
    Recorder<PoolModel.Call> recorder = recorder(pool);
    var rounds = new RandomCalls(seed).onPool(members(pool));

    services.during("pool", () -> recorder.record(seed, rounds));
    var history = recorder.record(seed, List.of(List.of(List.of(new PoolModel.Call.Left()))));

    assertThat(Linearizability.objection(model, history)).isEmpty();
    assertConsistent("/v1/pools/" + pool);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void charges_holds_and_reads_of_a_pool_on_one_shard_are_linearizable(int seed) throws Exception {
    PoolId pool = new PoolId("studio-" + seed);
    PoolModel model = paid(pool, "studio");
    Recorder<PoolModel.Call> recorder = recorder(pool);
    var rounds = new RandomCalls(seed).onPoolWithReads(members(pool));

    var history = services.during("pool on one shard", () -> recorder.record(seed, rounds));

    assertThat(Linearizability.objection(model, history)).isEmpty();
    assertConsistent("/v1/pools/" + pool);
  }

  /// The model of a new pool. Ada and Bea have a limit, and Cem has none.
  private static PoolModel paid(PoolId pool, String plan) {
    PaidPool.of(pool, plan, catalog, SharedTable.NOW).in(services.stores());
    List<String> members = members(pool);
    Map<String, Long> limits = Map.of(members.get(0), 20L, members.get(1), 30L);
    members.forEach(member -> join(pool, member, Optional.ofNullable(limits.get(member))));
    return new PoolModel(POOL, limits);
  }

  private static List<String> members(PoolId pool) {
    return Stream.of("ada", "bea", "cem").map(name -> pool + "-" + name).toList();
  }

  private static Recorder<PoolModel.Call> recorder(PoolId pool) {
    Callers callers = new Callers(services.developers());
    return new Recorder<>((call, random) -> callers.ask(pool.value(), call, random), LOST_PERCENT);
  }

  private static void join(PoolId pool, String member, Optional<Long> limit) {
    String body = limit.map(credits -> "{\"limitPerPeriod\":" + credits + "}").orElse("");
    String path = "/v1/pools/" + pool + "/members/" + member;
    Reply reply = services.faultless().call("PUT", path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void charges_payments_and_reads_of_one_subscription_are_linearizable(int seed) throws Exception {
    String account = "payer-" + seed;
    DeliveredSubscription subscription = new DeliveredSubscription(catalog, account);
    List<Developer> asked = services.developers();
    Recorder<SubscriptionModel.Call> recorder =
        new Recorder<>((call, random) -> subscription.ask(asked, call, random), LOST_PERCENT);
    var rounds = new RandomCalls(seed).onSubscription();

    var history = services.during("subscription", () -> recorder.record(seed, rounds));

    assertThat(Linearizability.objection(SUBSCRIPTION, history)).isEmpty();
    assertConsistent("/v1/accounts/" + account);
  }

  private static void assertConsistent(String owner) {
    Reply audit = services.faultless().see(owner + "/audit");
    assertThat(audit.at("consistent")).as(audit.text()).isEqualTo(true);
  }
}
