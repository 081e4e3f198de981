package dev.drawdown.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.local.template.EventSource.QueueSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalQueueTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:02Z");
  private static final Path SAMPLE =
      Path.of("../events/src/main/resources/dev/drawdown/events/invocations/sweep-shard.json");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final LocalQueue queue =
      new LocalQueue(
          Optional.of(new QueueSource(Echo.class.getName(), "SweepShards")),
          new Ports(Catalogs.shipped("outsmart"), new InMemoryStore(), () -> NOW),
          new DevClock(InstantSource.fixed(NOW)),
          new PrintStream(log));

  /// Returns the event that it receives, and fails on some.
  public static final class Echo implements RequestStreamHandler {
    public Echo(Ports ports, MessageQueue queue) {
      assertThat(ports.catalog()).isNotNull();
      assertThat(queue).isNotNull();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      byte[] event = input.readAllBytes();
      if (new String(event, StandardCharsets.UTF_8).contains("poison")) {
        throw new IllegalStateException("it was poisoned");
      }
      output.write(event);
    }
  }

  @Test
  void a_message_has_the_fields_that_lambda_gives_it() throws IOException {
    queue.send(List.of("{\"shard\":59}"));

    String delivered = queue.deliver().getFirst();

    Map<String, Object> sample = record(Files.readString(SAMPLE));
    Map<String, Object> message = record(delivered);
    assertThat(message.keySet()).isEqualTo(sample.keySet());
    assertThat(((Map<?, ?>) message.get("attributes")).keySet())
        .isEqualTo(((Map<?, ?>) sample.get("attributes")).keySet());
    assertThat(message).containsEntry("md5OfBody", sample.get("md5OfBody"));
  }

  @Test
  void lambdas_own_event_type_reads_a_delivered_message() {
    queue.send(List.of("a \"quoted\" body"));

    SQSMessage message =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(queue.deliver().getFirst())
            .getRecords()
            .getFirst();

    assertThat(message.getBody()).isEqualTo("a \"quoted\" body");
    assertThat(message.getEventSourceArn()).endsWith(":SweepShards");
    assertThat(message.getAttributes()).containsEntry("SentTimestamp", "1796083202000");
  }

  @Test
  void every_message_is_delivered_once_and_a_failed_one_delays_no_other() {
    queue.send(List.of("a", "poison"));
    queue.send(List.of("b"));

    assertThat(queue.deliver()).hasSize(2);
    assertThat(queue.deliver()).isEmpty();
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("it was poisoned");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> record(String event) throws IOException {
    return ((List<Map<String, Object>>) JSON.std.mapFrom(event).get("Records")).getFirst();
  }
}
