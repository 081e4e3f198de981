package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The deployed function writes due changes, called as in the template.
class SweepEndpointTest {
  @AutoClose private final ServiceInMemory service = new ServiceInMemory("assistant-coach");
  @AutoClose private final Developer developer = service.developer();

  @Test
  void due_changes_are_written_on_the_way() {
    charge();
    hold();

    developer.advance("P2M");

    assertThat(written())
        .extracting(Entry::kind)
        .containsExactly(
            EntryKind.GRANT,
            EntryKind.CHARGE,
            EntryKind.HOLD,
            EntryKind.RELEASE,
            EntryKind.EXPIRY,
            EntryKind.GRANT);
    assertThat(developer.see(DevConsole.SWEEP).text()).isEqualTo("{}");
  }

  @Test
  void the_clock_stops_at_each_due_time_so_events_are_in_order() {
    hold();
    developer.post(DevConsole.CLOCK, "{\"advance\":\"PT10M\"}");
    charge();

    developer.advance("PT10M");
    int afterTheHold = written().size();
    developer.advance("P1M");

    assertThat(afterTheHold).isEqualTo(4);
    assertThat(written()).hasSize(6);
  }

  @Test
  void without_a_sweep_nothing_is_written_and_every_answer_is_the_same() {
    charge();

    developer.post(DevConsole.CLOCK, "{\"advance\":\"P1M\",\"sweep\":false}");
    String before = developer.balance("ada").text() + developer.get("ada", "ledger").text();
    int unwritten = written().size();
    Reply swept = developer.post(DevConsole.SWEEP, "{}");
    String after = developer.balance("ada").text() + developer.get("ada", "ledger").text();

    assertThat(unwritten).isEqualTo(2);
    assertThat(swept.text())
        .isEqualTo(
            "{\"advanced\":1,\"entries\":2,\"rescheduled\":0,\"upToDate\":0,"
                + "\"parked\":0,\"left\":0}");
    assertThat(written()).hasSize(4);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void a_sweep_without_work_says_so_and_needs_no_body() {
    assertThat(developer.post(DevConsole.SWEEP, "").text())
        .isEqualTo(
            "{\"advanced\":0,\"entries\":0,\"rescheduled\":0,\"upToDate\":0,"
                + "\"parked\":0,\"left\":0}");
  }

  @Test
  void it_reports_the_next_due_time() {
    charge();

    assertThat(developer.see(DevConsole.SWEEP).text())
        .isEqualTo("{\"next\":\"2026-12-01T00:00:00Z\"}");
  }

  @Test
  void it_takes_no_fields() {
    Reply refused = developer.post(DevConsole.SWEEP, "{\"shard\":7}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("\"field\":\"shard\"", "is not a known field");
  }

  private void charge() {
    assertThat(developer.charge("ada", "click", "checkin.draft").status()).isEqualTo(201);
  }

  private void hold() {
    Reply held = developer.charge("ada", "held", "checkin.draft", "hold", Map.of());
    assertThat(held.status()).isEqualTo(201);
  }

  /// The written entries, without due ones.
  private List<Entry> written() {
    return service.store().entriesAfter(WalletId.of(new AccountId("ada")), 0, 100);
  }
}
