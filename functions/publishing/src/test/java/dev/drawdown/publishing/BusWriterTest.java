package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Failed;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Put;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Refused;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Throttled;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.publishing.EntryReader.PublishableEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusWriterTest {
  private static final WalletId ADA = WalletId.of(new AccountId("ada"));

  private final List<List<String>> calls = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void after_a_call_that_failed_in_part_only_the_failed_entries_are_retried() {
    BusWriter.Result result =
        put(4, call -> call == 1 ? List.of(put(), throttled(), put(), failed()) : all(put()));

    assertThat(calls).containsExactly(List.of("1", "2", "3", "4"), List.of("2", "4"));
    assertThat(result.left()).isEmpty();
    assertThat(result.refused()).isEmpty();
  }

  @Test
  void a_refused_entry_is_not_retried_and_delays_no_other() {
    BusWriter.Result result =
        put(12, call -> call == 1 ? replaced(10, 3, new Refused("MalformedDetail")) : all(put()));

    assertThat(calls).hasSize(2);
    assertThat(result.left()).isEmpty();
    assertThat(result.refused())
        .containsExactly(
            new UnpublishableEntries(
                LedgerRange.of(ADA, 4), "refused by the bus: MalformedDetail"));
  }

  @Test
  void at_the_deadline_the_writer_stops_and_returns_the_rest_in_order_and_the_reason() {
    BusWriter.Result result =
        put(
            25,
            call ->
                switch (call) {
                  case 1 -> all(put());
                  case 2 -> List.of(put(), failed());
                  default -> all(failed());
                });

    assertThat(calls.getLast()).startsWith("12", "13").hasSize(9);
    assertThat(result.left()).extracting(PublishableEntry::number).startsWith(12L, 13L).hasSize(14);
    assertThat(result.trouble()).isEqualTo("out of reach");
  }

  @Test
  void the_first_batch_is_tried_after_the_deadline_and_the_others_are_left() {
    EventBus bus = scripted(_ -> all(put()));

    BusWriter.Result result = BusWriter.put(publishables(25), bus, Deadlines.passed(), pauses::add);

    assertThat(calls).hasSize(1);
    assertThat(result.left()).hasSize(15);
    assertThat(result.trouble()).isEqualTo("the deadline has passed");
  }

  @Test
  void a_throttled_bus_gets_longer_pauses_than_a_failed_one() {
    for (int times = 0; times < 50; times++) {
      put(1, call -> call < 9 ? all(throttled()) : all(put()));
    }
    Duration throttled = longest();
    for (int times = 0; times < 50; times++) {
      put(1, call -> call % 9 < 8 ? all(failed()) : all(put()));
    }

    assertThat(throttled).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(longest()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  private Duration longest() {
    Duration longest = pauses.stream().max(Duration::compareTo).orElseThrow();
    pauses.clear();
    return longest;
  }

  private BusWriter.Result put(int count, Function<Integer, List<PutOutcome>> script) {
    calls.clear();
    return BusWriter.put(
        publishables(count), scripted(script), Deadlines.everySecond(), pauses::add);
  }

  /// Answers each call by its number, counted from 1. The last outcome applies to all later calls.
  private EventBus scripted(Function<Integer, List<PutOutcome>> script) {
    return events -> {
      calls.add(events.stream().map(BusEvent::detail).toList());
      List<PutOutcome> outcomes = script.apply(calls.size());
      return IntStream.range(0, events.size())
          .mapToObj(index -> outcomes.get(Math.min(index, outcomes.size() - 1)))
          .toList();
    };
  }

  private static List<PutOutcome> all(PutOutcome outcome) {
    return List.of(outcome);
  }

  private static List<PutOutcome> replaced(int count, int place, PutOutcome... others) {
    List<PutOutcome> outcomes = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      outcomes.add(put());
    }
    for (int index = 0; index < others.length; index++) {
      outcomes.set(place + index, others[index]);
    }
    return outcomes;
  }

  private static PutOutcome put() {
    return new Put();
  }

  private static PutOutcome throttled() {
    return new Throttled();
  }

  private static PutOutcome failed() {
    return new Failed("out of reach");
  }

  private static List<PublishableEntry> publishables(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                new PublishableEntry(
                    ADA,
                    number,
                    new BusEvent("drawdown", "Any", Instant.EPOCH, Integer.toString(number))))
        .toList();
  }
}
