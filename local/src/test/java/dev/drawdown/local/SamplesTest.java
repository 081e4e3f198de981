package dev.drawdown.local;

import static dev.drawdown.local.SampleInvocations.SHARD;
import static dev.drawdown.local.SampleInvocations.STREAM;
import static dev.drawdown.local.SampleInvocations.TICK;
import static dev.drawdown.local.SampleInvocations.hold;
import static dev.drawdown.local.SampleInvocations.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.EventSource.QueueSource;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample invocation reaches the function that the template names. Every route, stream,
/// schedule and queue has a sample.
class SamplesTest {
  private static final Template TEMPLATE = Template.load();

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryBus bus = new InMemoryBus();

  static List<String> calls() throws IOException {
    return SampleInvocations.calls();
  }

  @Test
  void every_route_and_stream_has_a_sample() throws IOException {
    List<Object> keys = new ArrayList<>();
    for (String sample : calls()) {
      keys.add(read(sample).get("routeKey"));
    }

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(TEMPLATE.routes().stream().map(Route::key).toList());
    assertThat(TEMPLATE.streams()).hasSize(1);
    assertThat(TEMPLATE.schedules()).hasSize(1);
    assertThat(TEMPLATE.queue()).isPresent();
    assertThat(SampleInvocations.names()).contains(STREAM, TICK, SHARD);
  }

  @Test
  void the_schedules_event_is_the_sample_and_calls_every_shard() throws IOException {
    ScheduleSource schedule = TEMPLATE.schedules().getFirst();
    Map<String, Object> sample = read(TICK);
    Instant time = Instant.parse((String) sample.get("time"));
    List<String> called = new ArrayList<>();

    String answer = swept(schedule.handler(), sample, called);

    assertThat(JSON.std.mapFrom(schedule.inputAt(time))).isEqualTo(sample);
    assertThat(answer).isEqualTo("{\"called\":64}");
    assertThat(called).hasSize(64).contains((String) message().get("body"));
  }

  @Test
  void a_shard_that_the_queue_calls_is_swept() throws IOException {
    QueueSource queue = TEMPLATE.queue().orElseThrow();

    String answer = swept(queue.handler(), read(SHARD), new ArrayList<>());

    assertThat((String) message().get("eventSourceARN")).endsWith("-" + queue.queue());
    assertThat(answer).contains("\"shard\":59", "\"finished\":true");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> message() throws IOException {
    return ((List<Map<String, Object>>) read(SHARD).get("Records")).getFirst();
  }

  private String swept(String handler, Map<String, Object> event, List<String> sent)
      throws IOException {
    MessageQueue collecting =
        bodies -> {
          sent.addAll(bodies);
          return List.of();
        };
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Functions.make(handler, ports(SHARD), collecting)
        .handleRequest(
            new ByteArrayInputStream(JSON.std.asBytes(event)), answer, Invocation.of(handler));
    return answer.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_is_answered_by_the_function_of_its_route(String sample) throws IOException {
    Object key = read(sample).get("routeKey");
    Route route =
        TEMPLATE.routes().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    if (!sample.equals("charge")) {
      hold(ports("charge"));
    }
    SampleInvocations.payForPool(store, SharedTable.NOW);

    Reply reply = Call.sample(sample).on(Functions.make(route.handler(), ports(sample)));

    assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
  }

  @Test
  void the_function_of_the_stream_publishes_a_change_of_a_wallet() throws IOException {
    hold(ports("charge"));
    DynamodbEvent event =
        LambdaEventSerializers.serializerFor(
                DynamodbEvent.class, SamplesTest.class.getClassLoader())
            .fromJson(SampleInvocations.text(STREAM));

    StreamsEventResponse answer =
        Functions.<DynamodbEvent, StreamsEventResponse>make(
                TEMPLATE.streams().getFirst().handler(), ports(STREAM))
            .handleRequest(event, new NoContext());

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(bus.events()).hasSize(1);
  }

  private Ports ports(String sample) {
    return new Ports(
            Catalogs.shipped(SampleInvocations.product(sample)), store, () -> SharedTable.NOW)
        .with(new WebhookSettings(List.of("whsec_sample"), true))
        .withSessions(SigningSecrets.fixed(List.of(SampleInvocations.SESSION_SECRET)))
        .with(bus);
  }
}
