package dev.drawdown.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.bench.Pairs.Ratio;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.local.template.DeployedFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each figure is measured once, on very little. What it comes to then says nothing.
class BenchTest {
  private static final String RATIO = "[0-9]+\\.[0-9]{2} \\[[0-9]+\\.[0-9]{2}, [0-9]+\\.[0-9]{2}]";

  private final DomainBench domain = new DomainBench();

  @Test
  void what_jmh_calls_does_what_its_name_says() {
    assertThat(domain.charge_from_a_plan()).isInstanceOf(ChargeResult.Charged.class);
    assertThat(domain.charge_from_a_pool())
        .isInstanceOfSatisfying(
            ChargeResult.Charged.class,
            charged -> assertThat(charged.charge().drawdown().pooled()).hasSize(1));
    assertThat(domain.charge_from_50_packs())
        .isInstanceOfSatisfying(
            ChargeResult.Charged.class,
            charged -> assertThat(charged.charge().drawdown().draws()).hasSize(51));
    assertThat(domain.balance().total().amount()).isEqualTo(109);
    assertThat(domain.renewal_applied()).isInstanceOf(RenewalResult.Applied.class);
  }

  @Test
  void five_years_bring_the_entries_that_are_due() {
    assertThat(domain.five_years_of_a_monthly_plan().entries())
        .extracting(entry -> entry.kind())
        .containsExactly(EntryKind.EXPIRY, EntryKind.GRANT);
    assertThat(domain.five_years_asleep().entries()).isEmpty();
    assertThat(domain.five_years_paid_by_the_year_with_refills().entries()).hasSizeGreaterThan(5);
  }

  @Test
  void jmh_knows_each_benchmark() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(getClass().getResourceAsStream("/META-INF/BenchmarkList"))) {
      assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
          .contains(DomainBench.benchmarks());
    }
    assertThat(DomainBench.benchmarks()).hasSize(8);
  }

  @Test
  void jmh_measures_a_rule() throws Exception {
    assertThat(DomainBench.nanos("balance", 1)).isPositive();
  }

  @Test
  void rules_are_compared_with_a_charge_whose_time_is_shown() {
    Map<String, List<Double>> nanos =
        Map.of(
            "charge_from_a_plan", List.of(1_000.0, 2_000.0), "balance", List.of(3_000.0, 3_000.0));

    assertThat(DomainBench.report(nanos).lines())
        .containsExactly(
            "Time of a rule, charge from a plan = 1",
            "balance  2.00 [1.50, 3.00]  " + "█".repeat(40),
            "charge from a plan: 1.5 microseconds");
  }

  @Test
  void a_charge_is_measured_against_its_bare_calls() throws Exception {
    assertThat(Bench.run("charge", "--pairs", "2", "--charges", "2").lines())
        .filteredOn(line -> line.contains(" thread"))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).containsPattern(RATIO));
  }

  @Test
  void calls_that_are_refused_during_a_load_do_not_count_as_calls_a_second() {
    AtomicLong refused = new AtomicLong(7);
    Load.Caller caller =
        new Load.Caller() {
          @Override
          public Runnable next(int thread) {
            return refused::incrementAndGet;
          }

          @Override
          public long refused() {
            return refused.get();
          }
        };

    Load.Result result = new Load(2, 6).run(caller);

    assertThat(result.waits()).hasSize(6);
    assertThat(result.refused()).isEqualTo(6);
    assertThat(result.perSecond()).isZero();
  }

  @Test
  void a_profile_counts_where_charges_run() throws Exception {
    assertThat(Bench.run("profile", "--charges", "20")).startsWith("Samples of the thread: ");
    assertThat(ChargeProfile.owner("dev.drawdown.domain.charge.Charging"))
        .isEqualTo("domain.charge.Charging");
    assertThat(ChargeProfile.owner("dev.drawdown.domain.charge.Charging$$Lambda/0x1234.5678"))
        .isEqualTo("domain.charge.Charging");
    assertThat(ChargeProfile.owner("dev.drawdown.bench.Load")).isEqualTo("the bench");
    assertThat(ChargeProfile.owner("software.amazon.awssdk.core.Client")).isEqualTo("the SDK");
    assertThat(ChargeProfile.owner("java.util.HashMap")).isEmpty();
  }

  @Test
  void a_profile_shows_what_a_charge_has_more_by_packages_and_the_most_of_one_class() {
    Map<String, Long> real =
        Map.of("domain.charge.Charging", 30L, "domain.charge.Hold", 12L, "domain.Credits", 1L);
    Map<String, Long> bare = Map.of("the SDK", 198L, "domain.charge.Hold", 2L);

    assertThat(ChargeProfile.report(real, bare).lines())
        .containsExactly(
            "Samples of the thread: 200 at bare calls, 43 at charges",
            "domain.charge       +20.0 %  " + "█".repeat(20),
            "the other packages   +0.5 %",
            "the SDK             -99.0 %",
            "Most of one class: +15.0 %, domain.charge.Charging");
  }

  @Test
  void a_sweep_is_measured_against_a_plain_loop() throws Exception {
    assertThat(Bench.run("sweep", "--wallets", "70")).containsPattern("sweep of 70 +" + RATIO);
  }

  @Test
  void the_first_answer_of_a_restored_charge_is_measured() throws Exception {
    DeployedFunction charge = DeployedFunction.named("ChargeFunction");
    assumeTrue(charge.obstacle().isEmpty(), () -> charge.obstacle().orElseThrow());

    assertThat(new ColdStartBench().seconds(charge, ColdStartBench.SNAP_START, List.of()))
        .isPositive();
    assertThat(ColdStartBench.printing()).isPositive();
  }

  @Test
  void charges_are_measured_beside_a_wallet_in_postgresql() throws Exception {
    assumeTrue(PostgresServer.installed().isPresent(), "there is no PostgreSQL server here");

    assertThat(Bench.run("postgres", "--pairs", "1", "--charges", "4", "--callers", "4"))
        .containsPattern("charge +2\n")
        .containsPattern("PostgreSQL, statements +4\n")
        .containsPattern("PostgreSQL, one statement +1\n");
  }

  @Test
  void the_page_has_the_costs_that_follow_from_the_prices() throws Exception {
    assertThat(Files.readString(Path.of("..", "docs", "performance.md")))
        .contains(Bench.run("cost"));
  }

  @Test
  void the_page_and_contributors_know_each_figure() throws Exception {
    for (String page : new String[] {"docs/performance.md", "CONTRIBUTING.md"}) {
      String text = Files.readString(Path.of("..", page));
      assertThat(Bench.figures())
          .allSatisfy(figure -> assertThat(text).contains(".ci/bench " + figure));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fast",
        "charge --pairs",
        "charge --pairs 0",
        "charge --wallets 10",
        "sweep 10",
        "load --url",
        "load --url localhost:8080",
        "load --url http://localhost:8080/v1",
        "load --callers 0"
      })
  void what_cannot_be_measured_is_refused(String arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bench.run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
  }

  @Test
  void bars_are_drawn_on_one_scale() {
    Chart chart =
        new Chart()
            .add("half", new Ratio(1, 0.9, 1.1))
            .add("whole", new Ratio(2, 1.5, 2.5), "goal <= 1.00");

    assertThat(chart.toString().lines())
        .containsExactly(
            "half   1.00 [0.90, 1.10]  " + "█".repeat(20),
            "whole  2.00 [1.50, 2.50]  " + "█".repeat(40) + "  goal <= 1.00");
  }
}
