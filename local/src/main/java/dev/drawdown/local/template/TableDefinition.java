package dev.drawdown.local.template;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/// The table as the template defines it: keys, indexes and stream. Settings for operation, such as
/// backups and encryption, have no effect here.
public record TableDefinition(
    List<AttributeDefinition> attributes,
    List<KeySchemaElement> keys,
    List<GlobalSecondaryIndex> indexes,
    Optional<StreamSpecification> stream) {

  public TableDefinition {
    attributes = List.copyOf(attributes);
    keys = List.copyOf(keys);
    indexes = List.copyOf(indexes);
  }

  static TableDefinition of(TemplatePart table) {
    return new TableDefinition(
        table.at("AttributeDefinitions").items().stream().map(TableDefinition::attribute).toList(),
        keys(table),
        table.find("GlobalSecondaryIndexes").map(TemplatePart::items).orElse(List.of()).stream()
            .map(TableDefinition::index)
            .toList(),
        table.find("StreamSpecification").map(TableDefinition::stream));
  }

  public CreateTableRequest named(String name) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes)
            .keySchema(keys);
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    stream.ifPresent(request::streamSpecification);
    return request.build();
  }

  private static AttributeDefinition attribute(TemplatePart part) {
    return AttributeDefinition.builder()
        .attributeName(part.at("AttributeName").text())
        .attributeType(part.at("AttributeType").text())
        .build();
  }

  private static List<KeySchemaElement> keys(TemplatePart part) {
    return part.at("KeySchema").items().stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.at("AttributeName").text())
                    .keyType(key.at("KeyType").text())
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(TemplatePart part) {
    TemplatePart projection = part.at("Projection");
    return GlobalSecondaryIndex.builder()
        .indexName(part.at("IndexName").text())
        .keySchema(keys(part))
        .projection(
            built ->
                built
                    .projectionType(projection.at("ProjectionType").text())
                    .nonKeyAttributes(
                        projection
                            .find("NonKeyAttributes")
                            .map(TemplatePart::texts)
                            .orElse(List.of())))
        .build();
  }

  private static StreamSpecification stream(TemplatePart part) {
    return StreamSpecification.builder()
        .streamEnabled(true)
        .streamViewType(part.at("StreamViewType").text())
        .build();
  }
}
