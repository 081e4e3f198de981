package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The events that AWS sends to the functions behind the API: the schedule's ticks, the queue's
/// messages and the stream's records. An invalid message is refused by name. A strange record stops
/// no stream.
class OwnMessagesFuzzTest {
  private static final Template TEMPLATE = Template.load();
  private static final PojoSerializer<DynamodbEvent> RECORDS =
      LambdaEventSerializers.serializerFor(
          DynamodbEvent.class, OwnMessagesFuzzTest.class.getClassLoader());

  private static final Ports PORTS =
      new Ports(Catalogs.shipped("assistant-coach"), new InMemoryStore(), () -> FuzzedService.NOW)
          .with(new InMemoryBus());
  private static final String SWEEP_NAME = TEMPLATE.queue().orElseThrow().handler();
  private static final MessageQueue TAKING = _ -> List.of();
  private static final RequestStreamHandler SWEEP = Functions.make(SWEEP_NAME, PORTS, TAKING);

  static List<byte[]> messages() {
    return List.of(sample("sweep-tick"), sample("sweep-shard"));
  }

  static List<byte[]> records() {
    return List.of(sample("stream"));
  }

  @MethodSource("messages")
  @FuzzTest
  void a_message_is_handled_or_refused(byte[] message) {
    Fuzzing.take(OwnMessagesFuzzTest::sweep, message);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_message_is_handled_or_refused(long seed) {
    Fuzzing.run(OwnMessagesFuzzTest::sweep, OwnMessagesFuzzTest.class, messages(), seed);
  }

  @MethodSource("records")
  @FuzzTest
  void a_record_stops_no_stream(byte[] event) {
    Fuzzing.take(OwnMessagesFuzzTest::publish, event);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_record_stops_no_stream(long seed) {
    Fuzzing.run(OwnMessagesFuzzTest::publish, OwnMessagesFuzzTest.class, records(), seed);
  }

  private static void sweep(byte[] message) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      SWEEP.handleRequest(new ByteArrayInputStream(message), answer, Invocation.of(SWEEP_NAME));
      Assertions.assertThat(answer.toString(UTF_8)).startsWith("{");
    } catch (JsonProblem refused) {
      Fuzzing.requireNothingInternal(refused.getMessage(), message);
    }
  }

  /// Lambda's own runtime reads the event. An unreadable event never reaches this method.
  private static void publish(byte[] json) {
    DynamodbEvent event;
    try {
      event = RECORDS.fromJson(new ByteArrayInputStream(json));
    } catch (RuntimeException unreadable) {
      return;
    }
    if (event == null) {
      return;
    }
    String name = TEMPLATE.streams().getFirst().handler();
    Functions.<DynamodbEvent, StreamsEventResponse>make(name, PORTS)
        .handleRequest(event, Invocation.of(name));
  }

  private static byte[] sample(String name) {
    try {
      return JSON.std.asBytes(RequestText.event(name));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
