package dev.drawdown.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.http.NoContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One invocation by Lambda for a stream: records in JSON, read and answered through the runtime's
/// own serializer.
record StreamCall(List<Map<String, Object>> records) {
  private static final PojoSerializer<DynamodbEvent> EVENT =
      LambdaEventSerializers.serializerFor(DynamodbEvent.class, StreamCall.class.getClassLoader());
  private static final PojoSerializer<StreamsEventResponse> RESPONSE =
      LambdaEventSerializers.serializerFor(
          StreamsEventResponse.class, StreamCall.class.getClassLoader());

  /// A sample from `events`.
  @SuppressWarnings("unchecked")
  static StreamCall sample(String name) {
    String file = "/dev/drawdown/events/invocations/" + name + ".json";
    try (InputStream sample =
        Objects.requireNonNull(StreamCall.class.getResourceAsStream(file), file)) {
      return new StreamCall((List<Map<String, Object>>) JSON.std.mapFrom(sample).get("Records"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Calls the function, and returns the numbers that it names as failed.
  List<String> on(RequestHandler<DynamodbEvent, StreamsEventResponse> function) {
    return on(function, new NoContext());
  }

  @SuppressWarnings("unchecked")
  List<String> on(RequestHandler<DynamodbEvent, StreamsEventResponse> function, Context context) {
    try {
      DynamodbEvent event = EVENT.fromJson(JSON.std.asString(Map.of("Records", records)));
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      RESPONSE.toJson(function.handleRequest(event, context), response);
      Map<String, Object> answer = JSON.std.mapFrom(response.toString(StandardCharsets.UTF_8));
      return ((List<Map<String, String>>) answer.get("batchItemFailures"))
          .stream().map(failure -> failure.get("itemIdentifier")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String number(Map<String, Object> record) {
    return (String) ((Map<?, ?>) record.get("dynamodb")).get("SequenceNumber");
  }
}
