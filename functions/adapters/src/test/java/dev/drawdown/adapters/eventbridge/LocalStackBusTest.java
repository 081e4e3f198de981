package dev.drawdown.adapters.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.aws.ListeningQueue;
import dev.drawdown.adapters.aws.LocalStack;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Put;
import dev.drawdown.adapters.sqs.SqsQueue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// An event on the bus reaches exactly the queues whose rules match it.
@EnabledIf("isPossible")
@Timeout(120)
class LocalStackBusTest {
  private static final Instant AT = Instant.parse("2026-11-20T10:15:30Z");

  @AutoClose private static LocalStack localStack;
  @AutoClose private static EventBridgeClient events;
  @AutoClose private static SqsClient queues;

  static boolean isPossible() {
    return LocalStack.isPossibleFor("the bus");
  }

  @BeforeAll
  static void start() {
    localStack = LocalStack.start("events", "sqs");
    events = localStack.client(EventBridgeClient.builder());
    queues = localStack.client(SqsClient.builder());
  }

  @Test
  void a_rule_of_the_bus_sends_an_event_to_a_queue_unchanged() throws IOException {
    ListeningQueue queue =
        ListeningQueue.on("charges", "{\"source\":[\"drawdown\"]}", events, queues);

    assertThat(new EventBridgeBus(events, "charges").put(List.of(event("CreditsCharged", 7))))
        .containsExactly(new Put());

    assertThat(JSON.std.mapFrom(queue.take(1).getFirst()))
        .containsEntry("source", "drawdown")
        .containsEntry("detail-type", "CreditsCharged")
        .containsEntry("time", "2026-11-20T10:15:30Z")
        .containsEntry("detail", Map.of("number", 7));
  }

  @Test
  void a_queue_gets_exactly_the_events_that_match_its_rule() {
    ListeningQueue queue =
        ListeningQueue.on(
            "shortages",
            "{\"source\":[\"drawdown\"],\"detail-type\":[\"CreditsLow\",\"CreditsExhausted\"]}",
            events,
            queues);

    new EventBridgeBus(events, "shortages")
        .put(
            List.of(
                event("CreditsCharged", 1),
                event("CreditsLow", 2),
                event("CreditsCharged", 3),
                event("CreditsExhausted", 4)));

    assertThat(queue.take(2).stream().map(LocalStackBusTest::type))
        .containsExactlyInAnyOrder("CreditsLow", "CreditsExhausted");
  }

  @Test
  void a_batch_of_messages_arrives_whole() {
    String url = queues.createQueue(queue -> queue.queueName("shards")).queueUrl();
    List<String> bodies =
        IntStream.range(0, 10).mapToObj(shard -> "{\"shard\":" + shard + "}").toList();

    assertThat(new SqsQueue(queues, url).send(bodies)).isEmpty();

    assertThat(new ListeningQueue(queues, url).take(10))
        .containsExactlyInAnyOrderElementsOf(bodies);
  }

  private static BusEvent event(String type, int number) {
    return new BusEvent("drawdown", type, AT, "{\"number\":" + number + "}");
  }

  private static Object type(String body) {
    try {
      return JSON.std.mapFrom(body).get("detail-type");
    } catch (IOException notJson) {
      throw new AssertionError(body, notJson);
    }
  }
}
