package dev.drawdown.adapters.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus.BusEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BusEventTest {
  @Test
  void the_size_of_an_event_is_14_bytes_for_the_time_plus_its_texts_in_utf_8() {
    BusEvent event = new BusEvent("drawdown", "Paid", Instant.EPOCH, "{\"for\":\"Mühe €\"}");

    assertThat(event.bytes()).isEqualTo(14 + 8 + 4 + (16 + 1 + 2));
  }
}
