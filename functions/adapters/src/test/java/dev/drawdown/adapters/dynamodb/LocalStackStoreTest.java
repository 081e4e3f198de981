package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.aws.LocalStack;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreContract;
import dev.drawdown.adapters.store.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@EnabledIf("isPossible")
class LocalStackStoreTest implements StoreContract {
  private static boolean tokensAppliedOnce;

  @RegisterExtension
  static final TokensAppliedOnce TOKENS = new TokensAppliedOnce(() -> tokensAppliedOnce);

  @AutoClose private static LocalStack localStack;
  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;

  static boolean isPossible() {
    return LocalStack.isPossibleFor("the store");
  }

  @BeforeAll
  static void start() {
    localStack = LocalStack.start("dynamodb");
    client = localStack.client(DynamoDbClients.builder(Patient.with()));
    String table = Tables.create(client);
    tokensAppliedOnce = TokensAppliedOnce.on(client, table);
    store = new DynamoDbStore(client, table, Sample.DUE_TIMES);
  }

  @Override
  public Stores store() {
    return store;
  }
}
