package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ConflictsTest {
  @Test
  void every_second_transaction_conflicts_and_writes_nothing() {
    AccountId account = Sample.account();
    Commit.Step opening = Sample.commit(Sample.opening(account));
    Commit.Step spending = Sample.commit(Sample.spending(opening.journal().wallet()));
    UUID token = Sample.token();
    try (DynamoDbClient client = DynamoDbLocal.client(new Conflicts(2))) {
      Stores store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);

      assertThat(store.commits().commit(opening, Sample.token())).isEqualTo(new Committed());
      assertThat(store.commits().commit(spending, token))
          .isEqualTo(new Contended("TransactionConflict", false, Set.of(WalletId.of(account))));

      assertThat(store.accounts().load(account, Optional.empty(), Optional.empty()).wallet())
          .isEqualTo(opening.journal().wallet());
      assertThat(store.commits().commit(spending, token)).isEqualTo(new Committed());
    }
  }
}
