package dev.drawdown.adapters.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A client that returns prepared answers or throws prepared exceptions in order, and keeps the
/// requests.
final class ScriptedClient implements DynamoDbClient {
  private final Deque<Object> script;
  private final List<Object> requests = new ArrayList<>();

  ScriptedClient(Object... script) {
    this.script = new ArrayDeque<>(List.of(script));
  }

  List<Object> requests() {
    return requests;
  }

  <R> List<R> requests(Class<R> kind) {
    return requests.stream().map(kind::cast).toList();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return (BatchGetItemResponse) next(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return (QueryResponse) next(request);
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return (ScanResponse) next(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return (TransactWriteItemsResponse) next(request);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return (UpdateItemResponse) next(request);
  }

  private Object next(Object request) {
    requests.add(request);
    Object answer = script.remove();
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
    return answer;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
