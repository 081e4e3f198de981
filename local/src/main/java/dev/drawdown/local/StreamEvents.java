package dev.drawdown.local;

import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Makes the event that a function gets from Lambda out of what the stream has.
final class StreamEvents {
  private StreamEvents() {}

  static DynamodbEvent of(List<Record> records, String streamArn) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records.stream().map(record -> of(record, streamArn)).toList());
    return event;
  }

  private static DynamodbEvent.DynamodbStreamRecord of(Record record, String streamArn) {
    var told = new DynamodbEvent.DynamodbStreamRecord();
    told.setEventID(record.eventID());
    told.setEventName(record.eventNameAsString());
    told.setEventVersion(record.eventVersion());
    told.setEventSource("aws:dynamodb");
    told.setAwsRegion("local");
    told.setEventSourceARN(streamArn);
    told.setDynamodb(of(record.dynamodb()));
    return told;
  }

  private static StreamRecord of(
      software.amazon.awssdk.services.dynamodb.model.StreamRecord change) {
    StreamRecord told = new StreamRecord();
    told.setApproximateCreationDateTime(Date.from(change.approximateCreationDateTime()));
    told.setKeys(map(change.keys()));
    told.setOldImage(change.hasOldImage() ? map(change.oldImage()) : null);
    told.setNewImage(change.hasNewImage() ? map(change.newImage()) : null);
    told.setSequenceNumber(change.sequenceNumber());
    told.setSizeBytes(change.sizeBytes());
    told.setStreamViewType(StreamViewType.fromValue(change.streamViewTypeAsString()));
    return told;
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
          throw new IllegalArgumentException("the table has no attribute of type " + value.type());
    };
  }
}
