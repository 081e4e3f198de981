package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.local.template.TableDefinition;
import dev.drawdown.local.template.Template;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class LocalTableTest {
  @AutoClose private final LocalDynamo dynamo = LocalDynamo.start(Optional.empty());
  private final LocalTable table = new LocalTable(dynamo.endpoint());
  private final TableDefinition now = Template.load().table();

  LocalTableTest() throws Exception {}

  @Test
  void an_old_table_gets_the_missing_index_and_stream() {
    WalletId ada = WalletId.of(new AccountId("ada"));
    table.create(
        new TableDefinition(
            now.attributes().subList(0, 2), now.keys(), List.of(), Optional.empty()));
    try (DynamoDbClient client = table.client()) {
      DynamoDbStore store =
          new DynamoDbStore(client, LocalTable.NAME, new DueTimes(_ -> Optional.of(Sample.NOW)));
      store.commits().commit(Sample.commit(Sample.opening(new AccountId("ada"))), Sample.token());

      table.create(now);

      TableDescription kept = client.describeTable(each -> each.tableName(LocalTable.NAME)).table();
      assertThat(kept.streamSpecification().streamEnabled()).isTrue();
      assertThat(
              store
                  .due()
                  .due(DueShard.of(ada), DueTimes.roundedUp(Sample.NOW), 10, Optional.empty()))
          .extracting(DueWallet::wallet)
          .containsExactly("account#ada");
    }
  }

  @Test
  void a_complete_table_stays_unchanged() {
    table.create(now);
    table.create(now);

    try (DynamoDbClient client = table.client()) {
      assertThat(
              client
                  .describeTable(each -> each.tableName(LocalTable.NAME))
                  .table()
                  .globalSecondaryIndexes())
          .hasSize(1);
    }
  }
}
