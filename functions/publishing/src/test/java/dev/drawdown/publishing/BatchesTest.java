package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final int OTHER_BYTES = event(0).bytes();

  @Test
  void nothing_is_no_batch() {
    assertThat(Batches.of(List.of())).isEmpty();
  }

  @Test
  void ten_events_are_a_batch_and_the_eleventh_starts_another() {
    assertThat(sizes(Batches.of(tellings(10, 100)))).containsExactly(10);
    assertThat(sizes(Batches.of(tellings(21, 100)))).containsExactly(10, 10, 1);
  }

  @Test
  void a_batch_may_have_just_as_many_bytes_as_a_call_takes() {
    int half = EventBus.MAX_BYTES / 2 - OTHER_BYTES;
    int odd = EventBus.MAX_BYTES % 2;
    List<Telling> exact = List.of(telling(1, half), telling(2, half + odd));
    List<Telling> more = List.of(telling(1, half), telling(2, half + odd + 1));

    assertThat(sizes(Batches.of(exact))).containsExactly(2);
    assertThat(sizes(Batches.of(more))).containsExactly(1, 1);
  }

  @Test
  void the_order_stays() {
    List<Telling> all = tellings(25, 60_000);

    assertThat(Batches.of(all).stream().flatMap(List::stream)).isEqualTo(all);
    assertThat(sizes(Batches.of(all))).containsOnly(4, 1);
  }

  private static List<Integer> sizes(List<List<Telling>> batches) {
    return batches.stream().map(List::size).toList();
  }

  private static List<Telling> tellings(int count, int detailBytes) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> telling(number, detailBytes))
        .toList();
  }

  private static Telling telling(long number, int detailBytes) {
    return new Telling(WalletId.of(new AccountId("ada")), number, event(detailBytes));
  }

  private static BusEvent event(int detailBytes) {
    return new BusEvent("drawdown", "CreditsCharged", Instant.EPOCH, "x".repeat(detailBytes));
  }
}
