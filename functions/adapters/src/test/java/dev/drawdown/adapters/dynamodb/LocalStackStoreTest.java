package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.aws.LocalStack;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.PublishingContract;
import dev.drawdown.adapters.store.PublishingStore;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.adapters.store.StoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@EnabledIf("isPossible")
class LocalStackStoreTest implements StoreContract, PublishingContract {
  private static boolean tokensAppliedOnce;

  @RegisterExtension
  static final TokensAppliedOnce TOKENS = new TokensAppliedOnce(() -> tokensAppliedOnce);

  @AutoClose private static LocalStack localStack;
  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;
  private static PublishingStore publishing;

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
    publishing = new DynamoDbPublishingStore(client, table);
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public PaymentStore payments() {
    return store;
  }

  @Override
  public DueStore due() {
    return store;
  }

  @Override
  public PublishingStore publishing() {
    return publishing;
  }
}
