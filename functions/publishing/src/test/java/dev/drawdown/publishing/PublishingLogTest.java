package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.jumped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.calllog.CollectedLines;
import dev.drawdown.adapters.log.CollectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The log states each entry that wasn't published and why, in the words that the alarm counts.
class PublishingLogTest {
  private static final String HASH = hash("account#anna");

  @AutoClose private final CollectedLog log = new CollectedLog();
  private final Scene scene = new Scene();

  @Test
  void a_parked_entry_is_logged() {
    scene.deliver(jumped("12", "5000"));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Not published: " + HASH + "/13-5000")
        .doesNotContain("anna");
  }

  @Test
  void a_skipped_change_is_logged() {
    scene.deliver(jumped("14", "12"), Map.of("eventName", "INSERT"));

    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0))
        .contains("Not published: " + HASH + ": went back from entry 14 to 12");
    assertThat(log.lines().get(1))
        .contains("Not published: " + hash("?") + ": a record without keys");
  }

  @Test
  void a_wait_is_logged_and_not_counted_as_unpublished() {
    Map<String, Object> record = scene.opened(ANNA);
    var throttled = scene.answering("account#anna/1", new PutOutcome.Throttled());

    new StreamCall(List.of(record)).on(scene.function(scene.store, throttled, scene.parked));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().getFirst())
        .contains("Publishing waits for the bus: throttled")
        .doesNotContain(Publisher.NOT_PUBLISHED);
  }

  @Test
  void a_batch_writes_one_line_that_counts_published_entries_and_names_no_wallet() {
    CollectedLines lines = new CollectedLines();
    StreamCall call = new StreamCall(List.of(scene.opened(ANNA), scene.charged(ANNA, "click-1")));

    call.on(scene.function(scene.store, scene.bus, scene.parked), lines);

    assertThat(lines.fields())
        .containsEntry("outcome", "published")
        .containsEntry("ChangesPublished", 2)
        .containsEntry("ChangesWaiting", 0)
        .containsEntry("Failures", 0);
    assertThat(lines.only()).doesNotContain("anna", "click-1");
  }

  @Test
  void the_daily_call_without_a_change_writes_no_line() {
    CollectedLines lines = new CollectedLines();

    new StreamCall(List.of()).on(scene.function(scene.store, scene.bus, scene.parked), lines);

    assertThat(lines.lines()).isEmpty();
  }

  private static String hash(String wallet) {
    return CallLog.keyed("table", "key").hash(wallet).orElseThrow();
  }

  @Test
  void the_alarm_counts_the_words_of_the_log() throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("FilterPattern: '\"" + Publisher.NOT_PUBLISHED + "\"'");
  }
}
