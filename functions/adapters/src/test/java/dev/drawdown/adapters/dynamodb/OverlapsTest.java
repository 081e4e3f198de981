package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class OverlapsTest {
  @Test
  void one_of_several_transactions_on_a_wallet_continues_and_the_others_conflict()
      throws Exception {
    Journal<AccountWallet> opening = Sample.opening(Sample.account());
    WalletId wallet = opening.wallet().id();
    try (DynamoDbClient client = DynamoDbLocal.client(new Overlaps(Duration.ofMillis(300)))) {
      Stores store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);

      List<Outcome> outcomes = atOnce(8, store, opening);

      assertThat(outcomes)
          .containsOnly(
              new Committed(), new Contended("TransactionConflict", false, Set.of(wallet)));
      assertThat(outcomes).containsOnlyOnce(new Committed());
      assertThat(
              store
                  .commits()
                  .commit(Sample.commit(Sample.spending(opening.wallet())), Sample.token()))
          .isEqualTo(new Committed());
    }
  }

  private static List<Outcome> atOnce(int times, Stores store, Journal<?> journal)
      throws Exception {
    List<Future<Outcome>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < times; each++) {
        answers.add(
            threads.submit(() -> store.commits().commit(Sample.commit(journal), Sample.token())));
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> answer : answers) {
      outcomes.add(answer.get());
    }
    return outcomes;
  }
}
