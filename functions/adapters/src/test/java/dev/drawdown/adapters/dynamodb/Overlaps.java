package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.dynamodb.TransactionCancellation.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Makes transactions conflict as in DynamoDB.
///
/// Each has its items exclusively for a while before it is sent. Another transaction on such an
/// item is cancelled with `TransactionConflict` for just those items. DynamoDB Local never does
/// this.
public final class Overlaps implements ExecutionInterceptor {
  private static final ExecutionAttribute<Set<ItemKey>> TAKEN = new ExecutionAttribute<>("Taken");

  private final Duration held;
  private final Set<ItemKey> taken = new HashSet<>();

  public Overlaps(Duration held) {
    this.held = held;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest request) {
      List<ItemKey> wanted = request.transactItems().stream().map(Overlaps::key).toList();
      take(wanted);
      attributes.putAttribute(TAKEN, Set.copyOf(wanted));
      pause();
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    release(attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    release(attributes);
  }

  private synchronized void take(List<ItemKey> wanted) {
    if (wanted.stream().anyMatch(taken::contains)) {
      throw cancelled(wanted);
    }
    taken.addAll(wanted);
  }

  private synchronized void release(ExecutionAttributes attributes) {
    attributes.getOptionalAttribute(TAKEN).ifPresent(taken::removeAll);
  }

  private void pause() {
    try {
      Thread.sleep(held);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while holding items", interrupted);
    }
  }

  private TransactionCanceledException cancelled(List<ItemKey> wanted) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (ItemKey key : wanted) {
      ReasonCode reason = taken.contains(key) ? ReasonCode.CONFLICT : ReasonCode.NONE;
      reasons.add(CancellationReason.builder().code(reason.code()).build());
    }
    return TransactionCanceledException.builder()
        .cancellationReasons(reasons)
        .message("another transaction is using this item")
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .build();
  }

  private static ItemKey key(TransactWriteItem item) {
    return new Item(item.put() == null ? item.delete().key() : item.put().item()).key();
  }
}
