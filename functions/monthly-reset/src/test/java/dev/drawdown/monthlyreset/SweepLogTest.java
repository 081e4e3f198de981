package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log says what its operator must know, in the words that the template counts.
class SweepLogTest {
  private static final AccountId MIA = new AccountId("mia");

  @AutoClose private final CollectedLog log = new CollectedLog();
  private final InMemoryStore store = Coach.store();

  @Test
  void says_which_wallet_was_parked_and_why() {
    store.commitAll(Coach.charged(MIA, 1));
    UnreadableStore poisoned =
        new UnreadableStore(store, WalletId.of(MIA), new IllegalStateException("it lacks {0}"));

    new SweepSchedule(Coach.december(poisoned)).tick();

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Parked a wallet: account#mia: java.lang.IllegalStateException: it lacks {0}");
  }

  @Test
  void says_why_an_event_was_refused() {
    assertThatThrownBy(() -> Coach.scheduleAt(DECEMBER, store).call("{}")).isNotNull();

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Refused a sweep event: Records: must be one message");
  }

  @Test
  void says_what_a_run_left_and_nothing_where_it_left_nothing() {
    store.commitAll(Coach.charged(MIA, 1));

    Coach.scheduleAt(DECEMBER, store)
        .remaining(() -> 9_000)
        .call(SweepSchedule.sample("sweep-shard"));
    Coach.scheduleAt(DECEMBER, store).call(SweepSchedule.sample("sweep-shard"));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Left some of a shard: {\"shard\":59,\"advanced\":0,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ParkedWallets.PARKED, MonthlyResetFunction.REFUSED, MonthlyResetFunction.LEFT})
  void the_template_counts_what_the_log_says(String words) throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("FilterPattern: '\"" + words + "\"'");
  }
}
