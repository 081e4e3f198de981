package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.TransactionCancellation.ReasonCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Cancels every `nth` transaction before it is sent, as DynamoDB does if another one is using its
/// first item. DynamoDB Local never does this.
public final class Conflicts implements ExecutionInterceptor {
  private final int nth;
  private final AtomicInteger transactions = new AtomicInteger();

  public Conflicts(int nth) {
    this.nth = nth;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest request
        && transactions.incrementAndGet() % nth == 0) {
      throw cancelled(request.transactItems().size());
    }
  }

  private static TransactionCanceledException cancelled(int items) {
    CancellationReason conflict = reason(ReasonCode.CONFLICT);
    Stream<CancellationReason> others =
        Stream.generate(() -> reason(ReasonCode.NONE)).limit(items - 1);
    List<CancellationReason> reasons = Stream.concat(Stream.of(conflict), others).toList();
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode("TransactionCanceledException").build();
    return TransactionCanceledException.builder()
        .cancellationReasons(reasons)
        .message("cancelled as planned")
        .statusCode(400)
        .awsErrorDetails(details)
        .build();
  }

  private static CancellationReason reason(ReasonCode reason) {
    return CancellationReason.builder().code(reason.code()).build();
  }
}
