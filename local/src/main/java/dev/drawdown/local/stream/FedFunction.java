package dev.drawdown.local.stream;

import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.EventSource.StreamSource;
import java.io.PrintStream;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A function that receives the table's changes, as Lambda delivers them.
record FedFunction(
    StreamSource source,
    String streamArn,
    RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
    PrintStream log) {

  /// Delivers records of one shard, in order. Returns the records to deliver again: from the first
  /// one that the function names as failed, or all if the function throws.
  List<Record> deliver(List<Record> records) {
    List<Record> wanted = records.stream().filter(this::isWanted).toList();
    return wanted.isEmpty() ? wanted : failed(wanted);
  }

  private boolean isWanted(Record record) {
    return Optional.ofNullable(record.dynamodb().keys().get("sk"))
        .filter(sort -> source.sorts().contains(sort.s()))
        .isPresent();
  }

  private List<Record> failed(List<Record> records) {
    return Invocation.of(source.handler())
        .run(
            "the stream",
            log,
            context ->
                from(handler.handleRequest(StreamEvents.of(records, streamArn), context), records))
        .orElse(records);
  }

  private static List<Record> from(StreamsEventResponse answer, List<Record> records) {
    Set<String> failures =
        Optional.ofNullable(answer.getBatchItemFailures()).orElse(List.of()).stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    if (failures.isEmpty()) {
      return List.of();
    }
    for (int index = 0; index < records.size(); index++) {
      if (failures.contains(records.get(index).dynamodb().sequenceNumber())) {
        return records.subList(index, records.size());
      }
    }
    return records;
  }

  /// Turns the stream's records into the event that a function gets from Lambda.
  private static final class StreamEvents {
    private StreamEvents() {}

    static DynamodbEvent of(List<Record> records, String streamArn) {
      DynamodbEvent event = new DynamodbEvent();
      event.setRecords(records.stream().map(record -> of(record, streamArn)).toList());
      return event;
    }

    private static DynamodbEvent.DynamodbStreamRecord of(Record record, String streamArn) {
      var copy = new DynamodbEvent.DynamodbStreamRecord();
      copy.setEventID(record.eventID());
      copy.setEventName(record.eventNameAsString());
      copy.setEventVersion(record.eventVersion());
      copy.setEventSource("aws:dynamodb");
      copy.setAwsRegion("local");
      copy.setEventSourceARN(streamArn);
      copy.setDynamodb(of(record.dynamodb()));
      return copy;
    }

    private static StreamRecord of(
        software.amazon.awssdk.services.dynamodb.model.StreamRecord change) {
      StreamRecord copy = new StreamRecord();
      copy.setApproximateCreationDateTime(Date.from(change.approximateCreationDateTime()));
      copy.setKeys(map(change.keys()));
      copy.setOldImage(change.hasOldImage() ? map(change.oldImage()) : null);
      copy.setNewImage(change.hasNewImage() ? map(change.newImage()) : null);
      copy.setSequenceNumber(change.sequenceNumber());
      copy.setSizeBytes(change.sizeBytes());
      copy.setStreamViewType(StreamViewType.fromValue(change.streamViewTypeAsString()));
      return copy;
    }

    private static Map<String, AttributeValue> map(
        Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> values) {
      return values.entrySet().stream()
          .collect(toMap(Map.Entry::getKey, value -> of(value.getValue())));
    }

    private static AttributeValue of(
        software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
      return switch (value.type()) {
        case S -> new AttributeValue(value.s());
        case N -> new AttributeValue().withN(value.n());
        case BOOL -> new AttributeValue().withBOOL(value.bool());
        case L -> new AttributeValue().withL(value.l().stream().map(StreamEvents::of).toList());
        case M -> new AttributeValue().withM(map(value.m()));
        case B, BS, NS, NUL, SS, UNKNOWN_TO_SDK_VERSION ->
            throw new IllegalArgumentException(
                "the table has no attribute of type " + value.type());
      };
    }
  }
}
