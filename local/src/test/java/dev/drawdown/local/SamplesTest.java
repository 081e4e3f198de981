package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.Publishing;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryPublishingStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.PoolId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample invocation goes through the function that the template has it go to, and every
/// route and every stream has a sample.
class SamplesTest {
  private static final Path SAMPLES =
      Path.of("../events/src/main/resources/dev/drawdown/events/invocations");
  private static final Template TEMPLATE = Template.load();
  private static final String STREAM = "stream";

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryBus bus = new InMemoryBus();

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }

  static List<String> calls() throws IOException {
    return samples().stream().filter(sample -> !sample.equals(STREAM)).toList();
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
    assertThat(samples()).contains(STREAM);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_is_answered_by_the_function_of_its_route(String sample) throws IOException {
    Object key = read(sample).get("routeKey");
    Route route =
        TEMPLATE.routes().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    if (!sample.equals("charge")) {
      hold();
    }
    PaidPool.of(new PoolId("northside"), "office", Catalogs.shipped("outsmart"), SharedTable.NOW)
        .in(store);

    Reply reply = Call.sample(sample).on(Functions.make(route.handler(), ports(sample)));

    assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
  }

  @Test
  void a_change_of_a_wallet_is_told_by_the_function_that_the_stream_feeds() throws IOException {
    hold();
    DynamodbEvent event =
        LambdaEventSerializers.serializerFor(
                DynamodbEvent.class, SamplesTest.class.getClassLoader())
            .fromJson(Files.readString(SAMPLES.resolve(STREAM + ".json")));

    StreamsEventResponse answer =
        Functions.<DynamodbEvent, StreamsEventResponse>make(
                TEMPLATE.streams().getFirst().handler(), ports(STREAM))
            .handleRequest(event, new NoContext());

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(bus.events()).hasSize(1);
  }

  /// What the samples of captures, refunds and reads are about.
  private void hold() {
    Call.sample("charge")
        .key("draft-1001")
        .body("{\"action\":\"checkin.draft\",\"hold\":{\"expiresIn\":\"PT1H\"}}")
        .on(Functions.make("dev.drawdown.charge.ChargeFunction", ports("charge")));
  }

  private Ports ports(String sample) {
    String product =
        switch (sample) {
          case "top-up" -> "ai-employee";
          case "webhook", "join-pool", "leave-pool", "pool", "pool-ledger", "pool-audit" ->
              "outsmart";
          default -> "assistant-coach";
        };
    return new Ports(Catalogs.shipped(product), store, () -> SharedTable.NOW)
        .with(new WebhookSettings(List.of("whsec_sample"), true))
        .with(new Publishing(bus, new InMemoryPublishingStore()));
  }

  private static Map<String, Object> read(String sample) throws IOException {
    return JSON.std.mapFrom(Files.readString(SAMPLES.resolve(sample + ".json")));
  }
}
