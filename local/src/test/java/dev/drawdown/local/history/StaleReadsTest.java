package dev.drawdown.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.local.Developer;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.history.Linearizability.Impasse;
import dev.drawdown.local.history.WalletModel.Call;
import dev.drawdown.local.history.WalletModel.Call.Balance;
import dev.drawdown.local.history.WalletModel.Call.Charge;
import dev.drawdown.local.history.WalletModel.Call.TopUp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// A service whose reads return the wallet or the pool of the previous read. Its writes are right
/// nevertheless, because they have conditions. Its balances and refusals are wrong, and their
/// history is rejected. That is why the service uses strongly consistent reads.
///
/// In [HistoriesTest], a stale read is as old as DynamoDB permits: its request began later than all
/// finished writes.
class StaleReadsTest {
  private static final WalletModel MODEL = new WalletModel(0, 100);
  private static final Catalog CATALOG = Callers.catalog();
  private static final PoolId OFFICE = new PoolId("office");

  @Test
  void charges_on_stale_wallets_are_caught_by_their_conditions() throws Exception {
    List<List<Call>> callers = new ArrayList<>();
    callers.add(List.of(new TopUp("payment-1")));
    for (int caller = 0; caller < 4; caller++) {
      String name = "charge-" + caller + "-";
      callers.add(List.of(new Charge(name + 1, 3), new Charge(name + 2, 5)));
    }

    assertThat(wallet(callers.subList(0, 1), callers.subList(1, 5))).isEmpty();
  }

  @Test
  void a_stale_balance_is_rejected() throws Exception {
    List<Call> calls = List.of(new TopUp("payment-1"), new Charge("charge", 3), new Balance());

    assertThat(wallet(List.of(calls)))
        .hasValueSatisfying(
            impasse ->
                assertThat(impasse.next())
                    .containsExactly("Balance[] -> 200 balance, 100 left, 0 held"));
  }

  @Test
  void a_refusal_on_a_stale_wallet_is_rejected() throws Exception {
    List<Call> calls =
        List.of(
            new TopUp("payment-1"),
            new Charge("charge-1", 3),
            new Charge("charge-2", 97),
            new Charge("charge-3", 50),
            new TopUp("payment-2"),
            new Charge("charge-3", 50));

    assertThat(wallet(List.of(calls)))
        .hasValueSatisfying(
            impasse ->
                assertThat(impasse.next())
                    .singleElement()
                    .asString()
                    .endsWith("-> 402 out-of-credits, 0 left, 0 held"));
  }

  @Test
  void a_stale_balance_of_a_pool_is_rejected() throws Exception {
    List<PoolModel.Call> calls =
        List.of(
            new PoolModel.Call.Left(),
            new PoolModel.Call.Charge("ada", "charge", 3),
            new PoolModel.Call.Left());

    Optional<Impasse> objection =
        with(
            (stores, service) -> {
              PaidPool.of(OFFICE, "office", CATALOG, SharedTable.NOW).in(stores);
              String member = "/v1/pools/" + OFFICE + "/members/ada";
              assertThat(service.call("PUT", member, "").status()).isEqualTo(200);
              Callers callers = new Callers(List.of(service));
              return recorded(
                  new PoolModel(60, Map.of()),
                  (call, random) -> callers.ask(OFFICE.value(), call, random),
                  List.of(List.of(calls)));
            });

    assertThat(objection)
        .hasValueSatisfying(
            impasse -> assertThat(impasse.next()).containsExactly("Left[] -> 200 60 left, 0 held"));
  }

  @Test
  void a_stale_view_of_a_subscription_is_rejected() throws Exception {
    DeliveredSubscription subscription = new DeliveredSubscription(CATALOG, "ada");
    List<SubscriptionModel.Call> calls =
        List.of(
            new SubscriptionModel.Call.See(),
            new SubscriptionModel.Call.Deliver(SubscriptionModel.Event.PAID),
            new SubscriptionModel.Call.See());

    Optional<Impasse> objection =
        with(
            (_, service) ->
                recorded(
                    new SubscriptionModel(100, 300, 30),
                    (call, random) -> subscription.ask(List.of(service), call, random),
                    List.of(List.of(calls))));

    assertThat(objection)
        .hasValueSatisfying(
            impasse ->
                assertThat(impasse.next())
                    .containsExactly("See[] -> 200 balance, active, no plan, 0 left"));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The groups are only passed on.
  private static Optional<Impasse> wallet(List<List<Call>>... groups) throws Exception {
    return with(
        (_, service) -> {
          Callers callers = new Callers(List.of(service));
          return recorded(
              MODEL, (call, random) -> callers.ask("ada", call, random), List.of(groups));
        });
  }

  /// The reason why the callers' answers aren't linearizable, for one group of callers after the
  /// other.
  private static <S, C> Optional<Impasse> recorded(
      Model<S, C> model, Recorder.Service<C> service, List<List<List<C>>> groups) throws Exception {
    Recorder<C> recorder = new Recorder<>(service, 0);
    return Linearizability.objection(model, recorder.record(1, groups));
  }

  /// What a test does with a service that reads from a stale store, and with the store itself.
  @FunctionalInterface
  private interface Use {
    Optional<Impasse> of(Stores stored, Developer service) throws Exception;
  }

  private static Optional<Impasse> with(Use use) throws Exception {
    Stores stored = new InMemoryStore(DueTimes.of(CATALOG));
    InstantSource clock = InstantSource.fixed(SharedTable.NOW);
    try (Server server = SharedTable.serve(CATALOG, new StaleStore(stored), clock);
        Developer developer = Developer.at(server.address())) {
      return use.of(stored, developer);
    }
  }

  /// Everything except wallets of accounts and whole pools is read from the store.
  private record StaleStore(
      Stores store, Map<AccountId, AccountWallet> read, Map<PoolId, Pool> pools)
      implements StoreBeside, Stores.Accounts, Stores.Wallets {
    StaleStore(Stores store) {
      this(store, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @Override
    public Accounts accounts() {
      return this;
    }

    @Override
    public Wallets wallets() {
      return this;
    }

    @Override
    public Situation load(
        AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
      Situation found = store.accounts().load(account, key, document);
      AccountWallet older =
          Optional.ofNullable(read.put(account, found.wallet())).orElse(found.wallet());
      return new Situation(older, found.underKey(), found.onDocument(), found.pools(), List.of());
    }

    @Override
    public Pool pool(PoolId id, int shards) {
      Pool found = store.wallets().pool(id, shards);
      return Optional.ofNullable(pools.put(id, found)).orElse(found);
    }

    @Override
    public Wallet<?> wallet(WalletId id) {
      return store.wallets().wallet(id);
    }

    @Override
    public AccountWallet wallet(AccountId account) {
      return store.wallets().wallet(account);
    }

    @Override
    public List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after) {
      return store.wallets().members(pool, limit, after);
    }
  }
}
