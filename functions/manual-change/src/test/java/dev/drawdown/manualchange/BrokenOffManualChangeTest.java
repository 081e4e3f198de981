package dev.drawdown.manualchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.InMemoryStore;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// G1: a manual change whose process dies between any two steps, and whose caller retries: the same
/// wallet, ledger and key.
class BrokenOffManualChangeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  @ParameterizedTest
  @ValueSource(strings = {"grant", "adjustment"})
  void a_retry_completes_a_change_that_was_interrupted_anywhere(String sample) {
    int steps =
        BrokenOff.anywhere(
            sample,
            InMemoryStore::new,
            store ->
                Call.sample(sample)
                    .on(
                        new ManualChangeFunction(
                            new Ports(Catalogs.shipped("assistant-coach"), store, () -> NOW))));

    assertThat(steps).isEqualTo(2);
  }
}
