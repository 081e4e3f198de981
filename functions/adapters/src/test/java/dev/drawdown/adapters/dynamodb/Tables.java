package dev.drawdown.adapters.dynamodb;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Tables as the template declares them, for tests.
public final class Tables {
  private Tables() {}

  /// A new table with a unique name, ready for use.
  public static String create(DynamoDbClient client) {
    String name = "drawdown-test-" + UUID.randomUUID();
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attribute(Keys.PARTITION, ScalarAttributeType.S),
                attribute(Keys.SORT, ScalarAttributeType.S),
                attribute(Keys.DUE, ScalarAttributeType.S),
                attribute(Keys.DUE_AT, ScalarAttributeType.N))
            .keySchema(key(Keys.PARTITION, KeyType.HASH), key(Keys.SORT, KeyType.RANGE))
            .globalSecondaryIndexes(dueIndex())
            .build());
    client.waiter().waitUntilTableExists(wanted -> wanted.tableName(name));
    return name;
  }

  private static GlobalSecondaryIndex dueIndex() {
    return GlobalSecondaryIndex.builder()
        .indexName(DynamoDbDueStore.NAME)
        .keySchema(key(Keys.DUE, KeyType.HASH), key(Keys.DUE_AT, KeyType.RANGE))
        .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
