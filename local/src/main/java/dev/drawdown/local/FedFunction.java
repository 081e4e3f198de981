package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A function that is told of the table's changes, as Lambda tells it.
record FedFunction(
    StreamSource source,
    String streamArn,
    RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
    PrintStream log) {

  /// Delivers records of one shard, in order, and returns those that are to be delivered again:
  /// from the first on that the function names as failed, or all where it fails altogether.
  List<Record> deliver(List<Record> records) {
    List<Record> wanted = records.stream().filter(this::isWanted).toList();
    return wanted.isEmpty() ? wanted : failed(wanted);
  }

  private boolean isWanted(Record record) {
    return Optional.ofNullable(record.dynamodb().keys().get("sk"))
        .filter(sort -> source.sorts().contains(sort.s()))
        .isPresent();
  }

  // What a function throws, errors included, must not end the service.
  private List<Record> failed(List<Record> told) {
    Invocation invocation = new Invocation(source.handler(), UUID.randomUUID().toString());
    try {
      return from(handler.handleRequest(StreamEvents.of(told, streamArn), invocation), told);
    } catch (Throwable e) {
      log.println(source.handler() + " failed on the stream");
      e.printStackTrace(log);
      return told;
    }
  }

  private static List<Record> from(StreamsEventResponse answer, List<Record> told) {
    Set<String> failures =
        Optional.ofNullable(answer.getBatchItemFailures()).orElse(List.of()).stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    if (failures.isEmpty()) {
      return List.of();
    }
    for (int index = 0; index < told.size(); index++) {
      if (failures.contains(told.get(index).dynamodb().sequenceNumber())) {
        return told.subList(index, told.size());
      }
    }
    return told;
  }
}
