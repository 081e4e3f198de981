package dev.drawdown.local;

import dev.drawdown.local.template.GrantedCalls.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// The calls of one function to AWS, as IAM sees them. A transaction is its parts, and a leading
/// key is its kind of key.
final class RecordedCalls implements ExecutionInterceptor {
  private static final Pattern LEADING = Pattern.compile("(?:pk|due) = (:[a-z]+)");

  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final Set<Set<Call>> batches = ConcurrentHashMap.newKeySet();

  Set<Call> calls() {
    return calls;
  }

  /// The reads of each request. IAM's condition on leading keys applies to all keys of a request
  /// together.
  Set<Set<Call>> batches() {
    return batches;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    List<Call> called = of(context.request());
    calls.addAll(called);
    if (context.request() instanceof BatchGetItemRequest) {
      batches.add(Set.copyOf(called));
    }
  }

  private static List<Call> of(SdkRequest request) {
    return switch (request) {
      case BatchGetItemRequest get ->
          get.requestItems().values().stream()
              .flatMap(table -> table.keys().stream())
              .map(key -> item("BatchGetItem", key))
              .toList();
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream()
              .map(RecordedCalls::parts)
              .flatMap(Collection::stream)
              .toList();
      case QueryRequest query -> List.of(of(query));
      case PutItemRequest put -> List.of(item("PutItem", put.item()));
      case UpdateItemRequest update -> List.of(item("UpdateItem", update.key()));
      case DeleteItemRequest delete -> List.of(item("DeleteItem", delete.key()));
      case PutEventsRequest put ->
          put.entries().stream()
              .map(entry -> new Call("events:PutEvents", "Bus", entry.source()))
              .toList();
      case SendMessageBatchRequest _ ->
          List.of(new Call("sqs:SendMessage", "SweepShards", Call.ANY));
      case GetSecretValueRequest get ->
          List.of(new Call("secretsmanager:GetSecretValue", get.secretId(), Call.ANY));
      default -> throw new AssertionError("say here how IAM sees a " + request.getClass());
    };
  }

  private static List<Call> parts(TransactWriteItem part) {
    List<Call> calls = new ArrayList<>();
    add(calls, "PutItem", part.put() == null ? null : part.put().item());
    add(calls, "UpdateItem", part.update() == null ? null : part.update().key());
    add(calls, "DeleteItem", part.delete() == null ? null : part.delete().key());
    add(
        calls,
        "ConditionCheckItem",
        part.conditionCheck() == null ? null : part.conditionCheck().key());
    return calls;
  }

  private static void add(
      List<Call> calls, String action, @Nullable Map<String, AttributeValue> item) {
    if (item != null) {
      calls.add(item(action, item));
    }
  }

  private static Call item(String action, Map<String, AttributeValue> item) {
    return new Call("dynamodb:" + action, "Table", kind(item.get("pk")));
  }

  private static Call of(QueryRequest query) {
    Matcher leading = LEADING.matcher(query.keyConditionExpression());
    if (!leading.find()) {
      throw new AssertionError("a query without a leading key: " + query);
    }
    String table = query.indexName() == null ? "Table" : "Table/index/" + query.indexName();
    return new Call(
        "dynamodb:Query", table, kind(query.expressionAttributeValues().get(leading.group(1))));
  }

  /// A policy names the keys of all accounts as `account#*`.
  private static String kind(@Nullable AttributeValue key) {
    return Objects.requireNonNull(key).s().replaceFirst("#.*", "#*");
  }
}
