package dev.drawdown.adapters.dynamodb;

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
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@EnabledIf("isPossible")
class LocalStackStoreTest implements StoreContract, PublishingContract {
  /// The last tag that runs without an account.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  @AutoClose private static LocalStackContainer localStack;
  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;
  private static PublishingStore publishing;

  static boolean isPossible() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    return Skipped.unless(docker, "the store on LocalStack", "there is no Docker here");
  }

  @BeforeAll
  static void start() {
    localStack = new LocalStackContainer(IMAGE).withServices("dynamodb");
    localStack.start();
    client =
        DynamoDbClients.builder(Patient.with())
            .endpointOverride(localStack.getEndpoint())
            .region(Region.of(localStack.getRegion()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        localStack.getAccessKey(), localStack.getSecretKey())))
            .build();
    String table = Tables.create(client);
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
