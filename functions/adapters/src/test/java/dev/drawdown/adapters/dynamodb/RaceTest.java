package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class RaceTest {
  private static final int CALLERS = 32;

  @Test
  void one_of_many_callers_of_the_same_version_commits_and_the_others_get_its_result()
      throws Exception {
    AccountId account = Sample.account();
    Journal<AccountWallet> opening = Sample.opening(account);
    AccountWallet spent = Sample.spending(opening.wallet()).wallet();
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      Stores store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);
      store.commits().commit(Sample.commit(opening), Sample.token());

      List<Outcome> outcomes = atOnce(caller -> spend(store, opening.wallet(), caller));

      Stale late = new Stale(List.of(spent), Optional.empty(), false);
      assertThat(outcomes).hasSize(CALLERS).containsOnly(new Committed(), late);
      assertThat(outcomes).containsOnlyOnce(new Committed());
      assertThat(store.ledgers().entriesAfter(WalletId.of(account), 0, 10)).hasSize(2);
    }
  }

  @Test
  void one_of_many_callers_opens_the_same_account() throws Exception {
    AccountId account = Sample.account();
    Journal<AccountWallet> opening = Sample.opening(account);
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      Stores store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);

      List<Outcome> outcomes =
          atOnce(_ -> store.commits().commit(Sample.commit(opening), Sample.token()));

      Stale late = new Stale(List.of(opening.wallet()), Optional.empty(), false);
      assertThat(outcomes).hasSize(CALLERS).containsOnly(new Committed(), late);
      assertThat(outcomes).containsOnlyOnce(new Committed());
    }
  }

  @Test
  void the_same_commit_sent_often_under_one_token_is_written_once() throws Exception {
    Commit.Step opening = Sample.commit(Sample.opening(Sample.account()));
    UUID token = Sample.token();
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      Stores store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);

      List<Outcome> outcomes = atOnce(_ -> store.commits().commit(opening, token));

      assertThat(outcomes).contains(new Committed());
      assertThat(store.ledgers().entriesAfter(opening.journal().wallet().id(), 0, 10)).hasSize(1);
    }
  }

  private static Outcome spend(Stores store, AccountWallet wallet, int caller) {
    Write open = new ChargeWrite.OpenCharge(Sample.charge("k" + caller));
    return store.commits().commit(Sample.commit(Sample.spending(wallet), open), Sample.token());
  }

  /// The call of one of many callers.
  private interface Call {
    Outcome by(int caller);
  }

  private static List<Outcome> atOnce(Call call) throws Exception {
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int number = caller;
      calls.add(() -> call.by(number));
    }
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> outcome : callers.invokeAll(calls)) {
        outcomes.add(outcome.get());
      }
    }
    return outcomes;
  }
}
