package dev.drawdown.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The minimum of a charge: reads three items in one call and writes three in one transaction. It
/// is the baseline of a cold start.
public final class BareFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .region(Region.of(System.getenv("AWS_REGION")))
          .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB")))
          .httpClientBuilder(ApacheHttpClient.builder())
          .build();
  private final String table = System.getenv("TABLE");

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String account = event.getPathParameters().get("account");
    List<Map<String, AttributeValue>> keys =
        Stream.of("wallet", "charge", "member").map(sort -> key(account, sort)).toList();
    client.batchGetItem(
        read ->
            read.requestItems(
                Map.of(
                    table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
    client.transactWriteItems(write -> write.transactItems(keys.stream().map(this::put).toList()));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(201)
        .withHeaders(Map.of("Content-Type", "application/json"))
        .withBody("{}")
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private static Map<String, AttributeValue> key(String account, String sort) {
    return Map.of("pk", AttributeValue.fromS("bare#" + account), "sk", AttributeValue.fromS(sort));
  }
}
