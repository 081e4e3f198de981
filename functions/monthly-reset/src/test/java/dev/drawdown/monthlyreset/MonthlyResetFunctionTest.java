package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static dev.drawdown.monthlyreset.SweepSchedule.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.EntryKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthlyResetFunctionTest {
  /// The sample's shard is Mia's.
  private static final AccountId MIA = new AccountId("mia");

  private final InMemoryStore store = Coach.store();

  @Test
  void a_tick_calls_every_shard_by_a_message_of_its_own() {
    SweepSchedule schedule = Coach.scheduleAt(DECEMBER, store);

    assertThat(schedule.call(sample("sweep-tick"))).isEqualTo(Map.of("called", 64));

    assertThat(schedule.messages())
        .containsExactlyElementsOf(
            IntStream.range(0, 64).mapToObj(shard -> "{\"shard\":" + shard + "}").toList());
  }

  @Test
  void a_called_shard_advances_what_is_due_and_reports_its_counts() {
    store.commitAll(Coach.charged(MIA, 3));

    Map<String, Object> answer = Coach.scheduleAt(DECEMBER, store).call(sample("sweep-shard"));

    assertThat(answer.toString())
        .isEqualTo(
            "{shard=59, advanced=1, entries=2, rescheduled=0, upToDate=0, parked=0, left=0,"
                + " finished=true}");
    assertThat(Coach.kinds(store, MIA))
        .containsExactly(EntryKind.GRANT, EntryKind.CHARGE, EntryKind.EXPIRY, EntryKind.GRANT);
  }

  @Test
  void a_second_call_of_a_shard_finds_nothing() {
    store.commitAll(Coach.charged(MIA, 3));
    SweepSchedule schedule = Coach.scheduleAt(DECEMBER, store);

    schedule.call(sample("sweep-shard"));
    Map<String, Object> again = schedule.call(sample("sweep-shard"));

    assertThat(again).containsEntry("advanced", 0).containsEntry("finished", true);
    assertThat(Coach.ledger(store, MIA)).hasSize(4);
  }

  @Test
  void nothing_is_advanced_before_it_is_due() {
    store.commitAll(Coach.charged(MIA, 3));

    Coach.scheduleAt(DECEMBER.minusNanos(1), store).call(sample("sweep-shard"));
    Coach.scheduleAt(NOVEMBER, store).call(sample("sweep-shard"));

    assertThat(Coach.ledger(store, MIA)).hasSize(2);
  }

  @Test
  void fields_that_aws_adds_to_the_envelope_are_ignored() {
    Map<String, Object> event = sample("sweep-shard");
    SweepSchedule.record(event).put("messageSystem", "new");

    assertThat(Coach.scheduleAt(DECEMBER, store).call(event)).containsEntry("shard", 59);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          not JSON                                                                    | is not JSON, from line 1, column 1
          []                                                                          | must be an object
          {}                                                                          | Records: must be one message
          {"source":"aws.events","detail-type":"SweepTick","detail":{}}               | source: must be drawdown.sweep
          {"source":"drawdown.sweep","detail-type":"CreditsHeld","detail":{}}         | detail-type: must be SweepTick
          {"source":"drawdown.sweep","detail":{}}                                     | detail-type: is missing
          {"source":"drawdown.sweep","detail-type":"SweepTick"}                       | detail: is missing
          {"source":"drawdown.sweep","detail-type":"SweepTick","detail":"{}"}         | detail: must be an object
          {"source":"drawdown.sweep","detail-type":"SweepTick","detail":{"shard":1}}  | detail.shard: is not a known field
          {"Records":[]}                                                              | Records: must be one message
          {"Records":[{"eventSource":"aws:sqs","body":"{}"},{}]}                      | Records: must be one message
          {"Records":[{"eventSource":"aws:dynamodb","body":"{}"}]}                    | Records[0].eventSource: must be aws:sqs
          {"Records":[{"eventSource":"aws:sqs"}]}                                     | Records[0].body: is missing
          """)
  void an_unknown_event_is_refused_with_the_reason(String event, String reason) {
    store.commitAll(Coach.charged(MIA, 3));
    SweepSchedule schedule = Coach.scheduleAt(DECEMBER, store);

    assertThatThrownBy(() -> schedule.call(event))
        .isInstanceOf(JsonProblem.class)
        .hasMessage(reason);

    assertThat(schedule.messages()).isEmpty();
    assertThat(Coach.ledger(store, MIA)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {}                     | shard: is missing
          {"shard":64}           | shard: must be a whole number from 0 to 63
          {"shard":-1}           | shard: must be a whole number from 0 to 63
          {"shard":"7"}          | shard: must be a whole number from 0 to 63
          {"shard":7,"all":true} | all: is not a known field
          7                      | must be an object
          """)
  void a_message_without_a_valid_shard_is_refused_with_the_reason(String body, String reason) {
    SweepSchedule schedule = Coach.scheduleAt(DECEMBER, store);

    assertThatThrownBy(() -> schedule.call(SweepSchedule.delivered(body)))
        .isInstanceOf(JsonProblem.class)
        .hasMessage(reason);
  }

  @Test
  void a_run_without_time_advances_nothing_and_the_next_advances_all() {
    List<AccountId> accounts = Coach.accounts(200).toList();
    accounts.forEach(account -> store.commitAll(Coach.charged(account, 1)));
    SweepSchedule inAHurry =
        Coach.scheduleAt(DECEMBER, store).remaining(() -> MonthlyResetFunction.MARGIN_MILLIS - 1);

    assertThat(inAHurry.tick()).containsEntry("advanced", 0);
    assertThat(Coach.scheduleAt(DECEMBER, store).tick()).containsEntry("advanced", 200);
  }
}
