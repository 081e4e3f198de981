package dev.drawdown.local.console;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.gateway.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Switches that make the table fail in ways that are possible in DynamoDB but never happen in
/// DynamoDB Local. They affect calls of the API and the webhook.
///
/// `{"conflicts": 2}` cancels every second write, and 1 every write. 0 switches a fault off, and so
/// does a request that doesn't mention it. `GET` also reports how often each fault `struck` since
/// it was switched on.
final class Faults extends DevEndpoint implements ExecutionInterceptor {
  private static final long RAREST = 100;
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final ScopedValue<Boolean> OUTSIDE = ScopedValue.newInstance();

  private final Map<Fault, Switch> on = new ConcurrentHashMap<>();

  /// The faults of a call of the table.
  private enum Fault {
    /// Another write is under way on one of the items, so this write is cancelled.
    CONFLICTS("conflicts"),
    /// A read or a write is refused because there are too many.
    THROTTLING("throttling"),
    /// A write is done, but its answer doesn't arrive in time.
    LOST_ANSWERS("lostAnswers");

    private final String field;

    Fault(String field) {
      this.field = field;
    }
  }

  /// Strikes every `nth` call, beginning with the nth.
  private record Switch(long nth, AtomicLong calls) {
    boolean strikes() {
      return calls.incrementAndGet() % nth == 0;
    }

    long struck() {
      return calls.get() / nth;
    }
  }

  Endpoint around(Endpoint endpoint) {
    return request -> ScopedValue.where(OUTSIDE, true).call(() -> endpoint.answer(request));
  }

  @Override
  Map<String, ?> state() {
    Map<String, Object> body = new LinkedHashMap<>();
    Map<String, Object> struck = new LinkedHashMap<>();
    for (Fault fault : Fault.values()) {
      Switch each = on.get(fault);
      body.put(fault.field, each == null ? 0 : each.nth());
      struck.put(fault.field, each == null ? 0 : each.struck());
    }
    body.put("struck", struck);
    return body;
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject request) {
    Map<Fault, Switch> requested = new LinkedHashMap<>();
    for (Fault fault : Fault.values()) {
      long nth = request.optionalNumber(fault.field, 0, RAREST).orElse(0);
      if (nth > 0) {
        requested.put(fault, new Switch(nth, new AtomicLong()));
      }
    }
    return () -> {
      on.keySet().retainAll(requested.keySet());
      on.putAll(requested);
      return state();
    };
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (strikes(Fault.THROTTLING)) {
      throw throttled();
    }
    if (context.request() instanceof TransactWriteItemsRequest write && strikes(Fault.CONFLICTS)) {
      throw cancelled(write.transactItems().size());
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest && strikes(Fault.LOST_ANSWERS)) {
      throw ApiCallTimeoutException.create(TIMEOUT_MILLIS);
    }
  }

  private boolean strikes(Fault fault) {
    Switch each = on.get(fault);
    return each != null && OUTSIDE.isBound() && each.strikes();
  }

  private static ProvisionedThroughputExceededException throttled() {
    String code = "ProvisionedThroughputExceededException";
    return ProvisionedThroughputExceededException.builder()
        .message("throttled, as the fault switches say")
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  /// Another transaction holds the first of `items`.
  private static TransactionCanceledException cancelled(int items) {
    List<CancellationReason> reasons =
        Stream.concat(
                Stream.of("TransactionConflict"), Stream.generate(() -> "None").limit(items - 1))
            .map(code -> CancellationReason.builder().code(code).build())
            .toList();
    return TransactionCanceledException.builder()
        .cancellationReasons(reasons)
        .message("cancelled, as the fault switches say")
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .build();
  }
}
