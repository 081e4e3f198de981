package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.publishing.EntryReader.PublishableEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final int OTHER_BYTES = event(0).bytes();

  @Test
  void no_events_make_no_batch() {
    assertThat(BusWriter.batches(List.of())).isEmpty();
  }

  @Test
  void ten_events_are_a_batch_and_the_eleventh_starts_another() {
    assertThat(sizes(BusWriter.batches(publishables(10, 100)))).containsExactly(10);
    assertThat(sizes(BusWriter.batches(publishables(21, 100)))).containsExactly(10, 10, 1);
  }

  @Test
  void a_batch_may_have_as_many_bytes_as_a_call_takes() {
    int half = EventBus.MAX_BYTES / 2 - OTHER_BYTES;
    int odd = EventBus.MAX_BYTES % 2;
    List<PublishableEntry> exact = List.of(publishable(1, half), publishable(2, half + odd));
    List<PublishableEntry> more = List.of(publishable(1, half), publishable(2, half + odd + 1));

    assertThat(sizes(BusWriter.batches(exact))).containsExactly(2);
    assertThat(sizes(BusWriter.batches(more))).containsExactly(1, 1);
  }

  @Test
  void the_order_stays() {
    List<PublishableEntry> all = publishables(25, 60_000);

    assertThat(BusWriter.batches(all).stream().flatMap(List::stream)).isEqualTo(all);
    assertThat(sizes(BusWriter.batches(all))).containsOnly(4, 1);
  }

  private static List<Integer> sizes(List<List<PublishableEntry>> batches) {
    return batches.stream().map(List::size).toList();
  }

  private static List<PublishableEntry> publishables(int count, int detailBytes) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> publishable(number, detailBytes))
        .toList();
  }

  private static PublishableEntry publishable(long number, int detailBytes) {
    return new PublishableEntry(WalletId.of(new AccountId("ada")), number, event(detailBytes));
  }

  private static BusEvent event(int detailBytes) {
    return new BusEvent("drawdown", "CreditsCharged", Instant.EPOCH, "x".repeat(detailBytes));
  }
}
