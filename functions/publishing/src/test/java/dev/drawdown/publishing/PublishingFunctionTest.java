package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.NOW;
import static dev.drawdown.publishing.Scene.SHARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishingFunctionTest {
  private final Scene scene = new Scene();

  @Test
  void the_sample_becomes_the_event_of_its_charge() {
    scene.opened(ANNA);
    scene.charged(ANNA, "click-1001");
    PublishingFunction function = scene.function(scene.store, scene.bus, scene.parked);

    assertThat(StreamCall.sample("stream").on(function)).isEmpty();

    String detail =
        """
        {"id":"account#anna/2","wallet":"account#anna","account":"anna","number":2,\
        "at":"2026-11-20T10:15:30.123Z","change":-1,\
        "postings":[{"bucket":"starter-1","kind":"starter","change":-1}],"balanceAfter":9,\
        "charge":"click-1001"}\
        """;
    assertThat(scene.bus.events())
        .containsExactly(new BusEvent("drawdown", "CreditsCharged", NOW, detail));
  }

  @Test
  void a_pools_shard_is_published_as_a_wallet_of_its_own() {
    scene.deliver(scene.opened(SHARD), scene.charged(SHARD, "k"));

    assertThat(scene.ids()).containsExactly("pool#clinic#3/1", "pool#clinic#3/2");
  }

  @Test
  void a_change_that_arrives_twice_is_published_twice_under_the_same_names() {
    Map<String, Object> record = scene.opened(ANNA);

    scene.deliver(record);
    scene.deliver(record);

    assertThat(scene.ids()).containsExactly("account#anna/1", "account#anna/1");
  }

  @Test
  void the_order_of_a_batch_is_kept() {
    List<Map<String, Object>> records = new ArrayList<>();
    records.add(scene.opened(ANNA));
    records.add(scene.opened(SHARD));
    for (int charge = 0; charge < 9; charge++) {
      records.add(scene.charged(charge % 2 == 0 ? ANNA : SHARD, "k" + charge));
    }

    new StreamCall(records).on(scene.function(scene.store, scene.bus, scene.parked));

    assertThat(scene.ids())
        .startsWith("account#anna/1", "pool#clinic#3/1", "account#anna/2", "pool#clinic#3/2")
        .hasSize(11);
  }

  @Test
  void an_event_without_records_does_nothing() {
    assertThat(scene.deliver()).isEmpty();
    assertThat(scene.bus.events()).isEmpty();
  }

  @Test
  void if_the_table_is_out_of_reach_the_answer_asks_for_a_retry_from_there() {
    Map<String, Object> first = scene.opened(ANNA);
    Map<String, Object> second = scene.charged(ANNA, "k");
    Map<String, Object> third = scene.charged(ANNA, "l");
    TroubledStore troubled =
        new TroubledStore(scene.store, PublishingFunctionTest::failAtTheSecond);

    List<String> failed =
        new StreamCall(List.of(first, second, third))
            .on(scene.function(troubled, scene.bus, scene.parked));

    assertThat(failed).containsExactly(StreamCall.number(second));
    assertThat(scene.ids()).containsExactly("account#anna/1");
    assertThat(scene.parked.all()).isEmpty();
  }

  @Test
  void if_the_bus_is_out_of_reach_the_answer_asks_for_a_retry_from_its_first_missing_entry() {
    Map<String, Object> first = scene.opened(ANNA);
    Map<String, Object> second = scene.charged(ANNA, "k");
    Map<String, Object> third = scene.charged(ANNA, "l");
    EventBus troubled = scene.answering("account#anna/2", new PutOutcome.Throttled());

    List<String> failed =
        new StreamCall(List.of(first, second, third))
            .on(scene.function(scene.store, troubled, scene.parked));

    assertThat(failed).containsExactly(StreamCall.number(second));
    assertThat(scene.ids()).containsExactly("account#anna/1", "account#anna/3");
    assertThat(scene.parked.all()).isEmpty();
  }

  @Test
  void a_slow_batch_is_answered_with_its_progress_and_asks_for_a_retry_of_the_rest() {
    List<Map<String, Object>> records = new ArrayList<>(List.of(scene.opened(ANNA)));
    for (int charge = 0; charge < 9; charge++) {
      records.add(scene.charged(ANNA, "k" + charge));
    }
    PublishingPorts ports = Scene.ports(scene.store, scene.bus, scene.parked);
    PublishingFunction slow =
        new PublishingFunction(ports.callLog(), new Publisher(ports, Deadlines::passed, _ -> {}));

    assertThat(new StreamCall(records).on(slow)).containsExactly(StreamCall.number(records.get(1)));
    assertThat(scene.ids()).containsExactly("account#anna/1");
  }

  @Test
  void a_batch_that_waits_from_a_record_without_a_number_is_retried_whole() {
    List<Map<String, Object>> records = List.of(scene.opened(ANNA), Map.of("eventName", "MODIFY"));
    PublishingPorts ports = Scene.ports(scene.store, scene.bus, scene.parked);
    PublishingFunction slow =
        new PublishingFunction(ports.callLog(), new Publisher(ports, Deadlines::passed, _ -> {}));

    assertThat(new StreamCall(records).on(slow)).containsExactly("");
  }

  @Test
  void the_function_needs_a_bus() {
    Ports ports = new Ports(Catalogs.shipped("outsmart"), scene.store, () -> NOW);

    assertThatIllegalStateException().isThrownBy(() -> new PublishingFunction(ports));
    assertThat(
            new StreamCall(List.of(scene.opened(ANNA)))
                .on(new PublishingFunction(ports.with(scene.bus))))
        .isEmpty();
  }

  private static void failAtTheSecond(Set<Long> numbers) {
    if (numbers.contains(2L)) {
      throw new StoreFailure(
          StoreFailure.Kind.PASSING, new IllegalStateException("the table is out of reach"));
    }
  }
}
