package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.calllog.CollectedLines;
import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log contains the words that the template's metrics count.
class SweepLogTest {
  private static final AccountId MIA = new AccountId("mia");

  @AutoClose private final CollectedLog log = new CollectedLog();
  private final InMemoryStore store = Coach.store();

  @Test
  void a_parked_wallet_is_logged_without_its_name() {
    store.commitAll(Coach.charged(MIA, 1));
    UnreadableStore poisoned =
        new UnreadableStore(store, WalletId.of(MIA), new IllegalStateException("it lacks {0}"));

    new SweepSchedule(Coach.december(poisoned)).tick();

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Parked a wallet: ?")
        .doesNotContain("mia", "lacks");
  }

  @Test
  void a_refused_event_is_logged_with_its_reason() {
    assertThatThrownBy(() -> Coach.scheduleAt(DECEMBER, store).call("{}")).isNotNull();

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Refused a sweep event: Records: must be one message");
  }

  @Test
  void an_unfinished_run_is_logged_and_a_finished_one_is_not() {
    store.commitAll(Coach.charged(MIA, 1));

    Coach.scheduleAt(DECEMBER, store)
        .remaining(() -> 9_000)
        .call(SweepSchedule.sample("sweep-shard"));
    Coach.scheduleAt(DECEMBER, store).call(SweepSchedule.sample("sweep-shard"));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Left some of a shard: {\"shard\":59,\"advanced\":0,");
  }

  @Test
  void a_run_writes_one_line_that_counts_wallets_and_names_none() throws IOException {
    store.commitAll(Coach.charged(MIA, 1));
    CollectedLines lines = new CollectedLines();

    run(lines, SweepSchedule.sample("sweep-shard"));

    assertThat(lines.fields())
        .containsEntry("route", "shard")
        .containsEntry("outcome", "finished")
        .containsEntry("WalletsAdvanced", 1)
        .containsEntry("WalletsLeft", 0)
        .containsEntry("WalletsParked", 0)
        .containsEntry("Failures", 0);
    assertThat(lines.only()).doesNotContain("mia");
  }

  @Test
  void a_run_that_fails_writes_its_line_too() {
    CollectedLines lines = new CollectedLines();

    assertThatThrownBy(() -> run(lines, Map.of())).isNotNull();

    assertThat(lines.fields())
        .containsEntry("outcome", "failed")
        .containsEntry("Failures", 1)
        .hasEntrySatisfying("failure", failure -> assertThat((String) failure).contains("Records"));
  }

  private void run(CollectedLines lines, Map<String, Object> event) throws IOException {
    new MonthlyResetFunction(Coach.december(store), _ -> List.of())
        .handleRequest(
            new ByteArrayInputStream(JSON.std.asBytes(event)), new ByteArrayOutputStream(), lines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ParkedWallets.PARKED, MonthlyResetFunction.REFUSED, MonthlyResetFunction.LEFT})
  void the_template_counts_the_words_of_the_log(String words) throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("FilterPattern: '\"" + words + "\"'");
  }
}
