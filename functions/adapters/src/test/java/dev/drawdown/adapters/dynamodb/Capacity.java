package dev.drawdown.adapters.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// Records the cost of a client's batches, queries and transactions. Each call is a round trip.
/// Several threads may use it.
public final class Capacity implements ExecutionInterceptor {
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  /// One call: its units by the published rules, and as the server reported them, with the units of
  /// indexes separate.
  private record Call(boolean isRead, int byRule, double reported, double reportedOfIndexes) {}

  /// The cost of calls together, in round trips and capacity units of the table and of its index.
  public record Spent(int reads, int readUnits, int writes, int writeUnits, int indexUnits) {}

  public void forget() {
    calls.clear();
  }

  public Spent byRule() {
    return new Spent(
        count(true),
        calls.stream().filter(Call::isRead).mapToInt(Call::byRule).sum(),
        count(false),
        calls.stream().filter(call -> !call.isRead()).mapToInt(Call::byRule).sum(),
        calls.stream().mapToInt(call -> Units.ofIndexes(call.reportedOfIndexes())).sum());
  }

  Spent reported() {
    return new Spent(
        count(true),
        (int) calls.stream().filter(Call::isRead).mapToDouble(Call::reported).sum(),
        count(false),
        (int) calls.stream().filter(call -> !call.isRead()).mapToDouble(Call::reported).sum(),
        (int) calls.stream().mapToDouble(Call::reportedOfIndexes).sum());
  }

  private int count(boolean reads) {
    return (int) calls.stream().filter(call -> call.isRead() == reads).count();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity indexes = ReturnConsumedCapacity.INDEXES;
    return switch (context.request()) {
      case BatchGetItemRequest get -> get.toBuilder().returnConsumedCapacity(indexes).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(indexes).build();
      case TransactWriteItemsRequest put -> put.toBuilder().returnConsumedCapacity(indexes).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof BatchGetItemRequest get
        && context.response() instanceof BatchGetItemResponse got) {
      calls.add(new Call(true, Units.of(get, got), units(got.consumedCapacity()), 0));
    }
    if (context.response() instanceof QueryResponse page) {
      calls.add(new Call(true, Units.of(page), units(List.of(page.consumedCapacity())), 0));
    }
    if (context.request() instanceof TransactWriteItemsRequest put
        && context.response() instanceof TransactWriteItemsResponse done) {
      double ofIndexes = ofIndexes(done.consumedCapacity());
      double ofTable = units(done.consumedCapacity()) - ofIndexes;
      calls.add(new Call(false, Units.of(put), ofTable, ofIndexes));
    }
  }

  private static double units(List<ConsumedCapacity> tables) {
    return tables.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
  }

  private static double ofIndexes(List<ConsumedCapacity> tables) {
    return tables.stream()
        .flatMap(table -> table.globalSecondaryIndexes().values().stream())
        .mapToDouble(software.amazon.awssdk.services.dynamodb.model.Capacity::capacityUnits)
        .sum();
  }
}
