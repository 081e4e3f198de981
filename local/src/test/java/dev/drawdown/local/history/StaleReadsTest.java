package dev.drawdown.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.local.Developer;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.gateway.Server;
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

/// A service whose reads return the wallet of the previous read. Its writes are right nevertheless,
/// because they have conditions. Its balances and refusals are wrong, and their history is
/// rejected. That is why the service uses strongly consistent reads.
class StaleReadsTest {
  private static final WalletModel MODEL = new WalletModel(0, 100);

  @Test
  void charges_on_stale_wallets_are_caught_by_their_conditions() throws Exception {
    List<List<Call>> callers = new ArrayList<>();
    callers.add(List.of(new TopUp("payment-1")));
    for (int caller = 0; caller < 4; caller++) {
      String name = "charge-" + caller + "-";
      callers.add(List.of(new Charge(name + 1, 3), new Charge(name + 2, 5)));
    }

    assertThat(recorded(callers.subList(0, 1), callers.subList(1, 5))).isEmpty();
  }

  @Test
  void a_stale_balance_is_rejected() throws Exception {
    List<Call> calls = List.of(new TopUp("payment-1"), new Charge("charge", 3), new Balance());

    assertThat(recorded(List.of(calls)))
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

    assertThat(recorded(List.of(calls)))
        .hasValueSatisfying(
            impasse ->
                assertThat(impasse.next())
                    .singleElement()
                    .asString()
                    .endsWith("-> 402 out-of-credits, 0 left, 0 held"));
  }

  /// The reason why the callers' answers aren't linearizable, for one group of callers after the
  /// other.
  @SafeVarargs
  private static Optional<Linearizability.Impasse> recorded(List<List<Call>>... groups)
      throws Exception {
    Catalog catalog = Callers.catalog();
    Stores stale = new StaleStore(new InMemoryStore(DueTimes.of(catalog)));
    try (Server server = SharedTable.serve(catalog, stale, InstantSource.fixed(SharedTable.NOW));
        Developer developer = Developer.at(server.address())) {
      Callers callers = new Callers(List.of(developer));
      Recorder<Call> recorder =
          new Recorder<>((call, random) -> callers.ask("ada", call, random), 0);
      List<Operation<Call>> history = List.of();
      for (List<List<Call>> group : groups) {
        history = recorder.record(1, group);
      }
      return Linearizability.objection(MODEL, history);
    }
  }

  /// Everything except the wallet is read from the store.
  private record StaleStore(Stores store, Map<AccountId, AccountWallet> read)
      implements StoreBeside, Stores.Accounts {
    StaleStore(Stores store) {
      this(store, new ConcurrentHashMap<>());
    }

    @Override
    public Accounts accounts() {
      return this;
    }

    @Override
    public Situation load(
        AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
      Situation found = store.accounts().load(account, key, document);
      AccountWallet older =
          Optional.ofNullable(read.put(account, found.wallet())).orElse(found.wallet());
      return new Situation(older, found.underKey(), found.onDocument(), found.pools());
    }
  }
}
