package dev.drawdown.domain.reading;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.reading.PeriodUsage.Row;
import dev.drawdown.domain.reading.PeriodUsage.UsageKey;
import dev.drawdown.domain.reading.PeriodUsage.UsagePeriod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// L1: the ledger alone shows the usage.
class PeriodUsageTest {
  private static final UsagePeriod MONTH = new UsagePeriod(MARCH, APRIL);

  private final Account account = Account.on(simple()).topUp(100);

  @Test
  void charges_are_counted_with_their_runs_and_credits_by_action() {
    account.given(run(3), run(2), run("letter").on("doc-1"));
    account.charge("nothing", "look");

    assertThat(rows(UsageKey.ACTION))
        .containsExactly(Map.entry("letter", new Row(1, 1, 1)), Map.entry("run", new Row(2, 5, 5)));
  }

  @Test
  void a_refund_counts_on_its_own_day_and_yesterday_stays_as_it_was() {
    account.charged("k1", run(3));
    account.after(Duration.ofDays(1));

    account.refund("k1");

    assertThat(rows(UsageKey.DAY))
        .containsExactly(
            Map.entry("2026-03-10", new Row(1, 3, 3)),
            Map.entry("2026-03-11", new Row(-1, -3, -3)));
    assertThat(rows(UsageKey.ACTION)).containsExactly(Map.entry("run", new Row(0, 0, 0)));
  }

  @Test
  void a_hold_counts_at_its_capture_for_the_captured_credits() {
    account.charged("k1", run(5).held(Duration.ofHours(20)));
    assertThat(rows(UsageKey.DAY)).isEmpty();

    account.after(Duration.ofHours(19)).capture("k1", 2);

    assertThat(rows(UsageKey.DAY)).containsExactly(Map.entry("2026-03-11", new Row(1, 5, 2)));
    account.refund("k1");
    assertThat(rows(UsageKey.DAY)).containsExactly(Map.entry("2026-03-11", new Row(0, 0, 0)));
  }

  @Test
  void released_expired_and_0_captured_holds_never_count() {
    account.charged("released", run(5).held());
    account.charged("expired", run(5).held());
    account.charged("nothing", run(5).held());
    account.refund("released");
    account.capture("nothing", 0);

    account.after(Duration.ofDays(1)).refund("nothing");

    assertThat(rows(UsageKey.ACTION)).isEmpty();
  }

  @Test
  void returned_credits_count_as_returned_even_if_they_expire_at_once() {
    Account monthly = Account.on(simple().monthly(10));
    monthly.charged("k1", run(4));
    monthly.at(APRIL);

    monthly.refund("k1");

    UsagePeriod april = new UsagePeriod(APRIL, APRIL.plusSeconds(1));
    assertThat(PeriodUsage.of(monthly.ledger().stream(), april, UsageKey.ACTION).rows())
        .containsExactly(Map.entry("run", new Row(-1, -4, -4)));
  }

  @Test
  void a_period_includes_its_first_instant_and_excludes_its_last() {
    account.given(run(1));

    assertThat(rows(new UsagePeriod(NOW, NOW.plusMillis(1)))).hasSize(1);
    assertThat(rows(new UsagePeriod(NOW.minusMillis(1), NOW))).isEmpty();
    assertThat(rows(new UsagePeriod(NOW.plusMillis(1), APRIL))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "2026-03-02T00:00:00Z, 2026-03-01T00:00:00Z",
    "2026-03-01T00:00:00Z, 2027-03-02T00:00:00.001Z"
  })
  void an_empty_reversed_or_longer_period_than_366_days_is_refused(String from, String to) {
    assertThatIllegalArgumentException().isThrownBy(() -> new UsagePeriod(utc(from), utc(to)));
  }

  @Test
  void a_charge_paid_by_several_shards_and_the_member_is_one_charge_of_the_pool() {
    Office office = Office.paid(simple().starter(3).pool("office", 12, 4));
    Account mia = office.member("mia");
    mia.charged("k1", run(11));
    mia.charged("k2", run(1).held());
    mia.capture("k2");

    assertThat(ledgers(office)).filteredOn(ledger -> ledger.size() > 1).hasSize(3);
    assertThat(usage(ledgers(office), UsageKey.MEMBER).rows())
        .containsExactly(Map.entry("mia", new Row(2, 12, 9)));
    assertThat(usage(List.of(mia.ledger()), UsageKey.ACTION).rows())
        .containsExactly(Map.entry("run", new Row(2, 12, 3)));
    mia.refund("k1");
    assertThat(usage(ledgers(office), UsageKey.ACTION).rows())
        .containsExactly(Map.entry("run", new Row(1, 1, 1)));
  }

  @Test
  void pages_add_up() {
    account.given(run(3), run(2), run("letter").on("doc-1"));
    List<Entry> ledger = account.ledger();
    PeriodUsage whole = PeriodUsage.of(ledger.stream(), MONTH, UsageKey.ACTION);

    for (int page = 0; page <= ledger.size(); page++) {
      PeriodUsage first = PeriodUsage.of(ledger.stream().limit(page), MONTH, UsageKey.ACTION);
      PeriodUsage rest = PeriodUsage.of(ledger.stream().skip(page), MONTH, UsageKey.ACTION);
      assertThat(first.plus(rest)).isEqualTo(whole);
    }
  }

  private Map<String, Row> rows(UsageKey by) {
    return PeriodUsage.of(account.ledger().stream(), MONTH, by).rows();
  }

  private Map<String, Row> rows(UsagePeriod period) {
    return PeriodUsage.of(account.ledger().stream(), period, UsageKey.ACTION).rows();
  }

  private static List<List<Entry>> ledgers(Office office) {
    return IntStream.range(0, 4).mapToObj(office::ledger).toList();
  }

  private static PeriodUsage usage(List<List<Entry>> ledgers, UsageKey by) {
    return PeriodUsage.of(ledgers.stream().flatMap(List::stream), MONTH, by);
  }
}
