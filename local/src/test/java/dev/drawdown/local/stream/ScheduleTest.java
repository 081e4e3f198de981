package dev.drawdown.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.local.template.EventSource.QueueSource;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:02:00Z");
  private static final Catalog CATALOG = Catalogs.shipped("assistant-coach");
  private static final AccountId ADA = new AccountId("ada");

  private final InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));
  private Instant machine = NOW;
  private final DevClock clock = new DevClock((InstantSource) () -> machine);
  private final Ticks ticks =
      new Ticks(Template.load(), new Ports(CATALOG, store, clock), clock, System.err);

  @Test
  void the_template_calls_its_function_every_five_minutes_and_for_every_shard() {
    String function = "dev.drawdown.monthlyreset.MonthlyResetFunction";
    ScheduleSource schedule = Template.load().schedules().getFirst();

    assertThat(Template.load().schedules()).hasSize(1);
    assertThat(schedule.handler()).isEqualTo(function);
    assertThat(schedule.every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(Template.load().queue()).contains(new QueueSource(function, "SweepShards"));
  }

  @Test
  void while_the_clock_runs_it_ticks_at_every_fifth_minute() {
    Schedule schedule = new Schedule(ticks, clock);

    List<Boolean> ticked =
        List.of(
            ticks(schedule, "2026-11-20T10:04:59.999Z"),
            ticks(schedule, "2026-11-20T10:05:00Z"),
            ticks(schedule, "2026-11-20T10:09:00Z"),
            ticks(schedule, "2026-11-20T10:10:30Z"));

    assertThat(ticked).containsExactly(false, true, false, true);
  }

  @Test
  void while_the_clock_stands_it_does_not_tick() {
    Schedule schedule = new Schedule(ticks, clock);
    clock.stopAt(Instant.parse("2026-11-20T10:07:00Z"));

    assertThat(ticks(schedule, "2026-11-20T10:05:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate(5 minutes)", "cron(0 0 1 * ? *)", "cron(0/5 * * * MON *)"})
  void an_unknown_schedule_is_refused_with_its_place(String expression) {
    String yaml =
        """
        Resources:
          Reset:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.Function
              Events:
                Tick:
                  Type: ScheduleV2
                  Properties:
                    ScheduleExpression: %s
                    ScheduleExpressionTimezone: UTC
                    Input: "{}"
        """
            .formatted(expression);

    assertThatThrownBy(() -> Template.parse(yaml))
        .hasMessage(
            "template.yaml: Resources.Reset.Properties.Events.Tick.Properties.ScheduleExpression"
                + " isn't supported locally: "
                + expression);
  }

  @ParameterizedTest
  @CsvSource({
    "!GetAtt Shards.Arn, 10, BatchSize must be 1: the function takes one message at a time",
    "!Ref Shards, 1, 'Queue must be the Arn of a resource of this template, by !GetAtt'",
    "!GetAtt Shards.QueueName, 1, 'Queue must be the Arn of a resource of this template, by"
        + " !GetAtt'",
    "arn:aws:sqs:a:b:c.Arn, 1, 'Queue must be the Arn of a resource of this template, by !GetAtt'",
  })
  void an_unknown_queue_is_refused_with_its_place(String queue, String batchSize, String reason) {
    String yaml =
        """
        Resources:
          Reset:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.Function
              Events:
                Shard:
                  Type: SQS
                  Properties:
                    Queue: %s
                    BatchSize: %s
        """
            .formatted(queue, batchSize);

    assertThatThrownBy(() -> Template.parse(yaml))
        .hasMessage("template.yaml: Resources.Reset.Properties.Events.Shard.Properties." + reason);
  }

  /// Whether a look at that time ticks. If it does, a wallet that is long overdue is swept.
  private boolean ticks(Schedule schedule, String now) {
    machine = Instant.parse(now);
    AccountWallet noted = store.wallet(ADA).withDueAt(Optional.of(Instant.EPOCH));
    store.commitAll(List.of(new Commit.Step(Sample.noting(noted, 1, "sample"), List.of())));
    schedule.look(clock.read());
    return store.wallet(WalletId.of(ADA)).dueAt().isEmpty();
  }
}
