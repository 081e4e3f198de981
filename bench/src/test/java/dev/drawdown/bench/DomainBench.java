package dev.drawdown.bench;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;

import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.Pairs.Pair;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Wallets;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What the rules take, without a store: JMH calls each method again and again.
@State(Scope.Benchmark)
public class DomainBench {
  private static final String YARDSTICK = "charge_from_a_plan";
  private static final ChargeId KEY = new ChargeId("key");
  private static final Instant FIVE_YEARS_ON = utc("2031-03-10T12:00:00Z");

  private final Charging charging =
      Rules.of(simple().monthly(50).pool("office", 10_000).build()).charging();
  private final ChargeRequest one = run(1).request();

  /// The month of the default plan has 50, and each of 50 packs has one.
  private final ChargeRequest hundred = run(100).request();

  /// More than the member has itself, so that the pool pays the rest.
  private final ChargeRequest sixty = run(60).request();

  private final Situation own = situation(Account.on(simple().monthly(50)).given(run(1)));
  private final Situation member = member();
  private final Situation packs = new Situation(fiftyPacks(), Optional.empty(), Optional.empty());

  private final WalletAdvancing monthly = Rules.of(simple().monthly(50).build()).advancing();
  private final AccountWallet spent = own.wallet();
  private final AccountWallet asleep = Wallets.wallet().plan(50).build();
  private final WalletAdvancing yearly =
      Rules.of(catalog().refilled("year", 300).build()).advancing();
  private final AccountWallet paidByTheYear = fiveYearsPaid();

  private final Reading reading = Rules.of(OUTSMART).reading();
  private final Renewing renewing = Rules.of(OUTSMART).renewing();
  private final AccountWallet subscriber =
      Account.on(OUTSMART)
          .given(paid("solo", MARCH, APRIL))
          .given(run("letter.generate").on("doc-1"))
          .advanced();
  private final Fact renewal = renewed("solo", APRIL, MAY).fact(Wallets.OWNER, OUTSMART);
  private final StoredSubscription known =
      new StoredSubscription(
          Subscription.unknown(Facts.SUBSCRIPTION)
              .with(paid("solo", MARCH, APRIL).fact(Wallets.OWNER, OUTSMART)),
          1);

  @Benchmark
  public ChargeResult charge_from_a_plan() {
    return charging.charge(KEY, one, own, NOW);
  }

  @Benchmark
  public ChargeResult charge_from_a_pool() {
    return charging.charge(KEY, sixty, member, NOW);
  }

  @Benchmark
  public ChargeResult charge_from_50_packs() {
    return charging.charge(KEY, hundred, packs, NOW);
  }

  @Benchmark
  public Balance balance() {
    return reading.balance(AvailableCredits.of(subscriber), NOW);
  }

  @Benchmark
  public RenewalResult renewal_applied() {
    return renewing.apply(
        List.of(renewal),
        new RenewalSituation(Facts.SUBSCRIPTION, Optional.of(known), List.of(subscriber)),
        APRIL);
  }

  @Benchmark
  public WalletAdvance<AccountWallet> five_years_of_a_monthly_plan() {
    return monthly.advance(spent, FIVE_YEARS_ON);
  }

  @Benchmark
  public WalletAdvance<AccountWallet> five_years_paid_by_the_year_with_refills() {
    return yearly.advance(paidByTheYear, FIVE_YEARS_ON);
  }

  @Benchmark
  public WalletAdvance<AccountWallet> five_years_asleep() {
    return monthly.advance(asleep, FIVE_YEARS_ON);
  }

  private static Situation situation(Account account) {
    return new Situation(account.advanced(), Optional.empty(), Optional.empty());
  }

  private static Situation member() {
    Office office = Office.paid(simple().pool("office", 10_000));
    Account mia = office.member("mia").given(run(1));
    return new Situation(
        mia.advanced(), Optional.empty(), Optional.empty(), List.of(office.stored()), List.of());
  }

  private static AccountWallet fiftyPacks() {
    Wallets wallet = Wallets.wallet();
    for (int pack = 0; pack < 50; pack++) {
      wallet.topUp(1);
    }
    return wallet.build();
  }

  /// Something is spent in the first month, so that a refill isn't silent.
  private static AccountWallet fiveYearsPaid() {
    Account account = Account.on(simple().refilled("year", 300));
    for (int year = 2026; year < 2031; year++) {
      account.given(
          renewed("year", utc(year + "-03-01T00:00:00Z"), utc(year + 1 + "-03-01T00:00:00Z")));
    }
    return account.given(run(1)).advanced();
  }

  static String measure(Options options) throws RunnerException {
    Map<String, List<Double>> nanos = new LinkedHashMap<>();
    for (int round = 0; round < options.get("pairs"); round++) {
      Bench.progress("round " + (round + 1) + " of " + options.get("pairs"));
      for (String benchmark : benchmarks()) {
        nanos
            .computeIfAbsent(benchmark, _ -> new ArrayList<>())
            .add(nanos(benchmark, options.get("millis")));
      }
    }
    return report(nanos);
  }

  /// The times of each benchmark, in nanoseconds, beside those of the yardstick.
  static String report(Map<String, List<Double>> nanos) {
    Map<String, List<Double>> compared = new LinkedHashMap<>(nanos);
    List<Double> yardstick = Objects.requireNonNull(compared.remove(YARDSTICK));
    Chart chart = new Chart();
    compared.forEach(
        (benchmark, times) ->
            chart.add(benchmark.replace('_', ' '), pairs(times, yardstick).ratio()));
    String yardstickName = YARDSTICK.replace('_', ' ');
    double median = Pairs.median(yardstick.stream().mapToDouble(Double::doubleValue).toArray());
    return "Time of a rule, %s = 1\n%s".formatted(yardstickName, chart)
        + String.format(Locale.ROOT, "%s: %.1f microseconds%n", yardstickName, median / 1_000);
  }

  /// The names of all, sorted.
  static List<String> benchmarks() {
    return Arrays.stream(DomainBench.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .map(method -> method.getName())
        .sorted()
        .toList();
  }

  /// One JVM of its own, which warms up as long as it measures.
  static double nanos(String benchmark, int millis) throws RunnerException {
    TimeValue time = TimeValue.milliseconds(millis);
    return new Runner(
            new OptionsBuilder()
                .include("^" + DomainBench.class.getName() + "\\." + benchmark + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(time)
                .measurementIterations(3)
                .measurementTime(time)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }

  private static Pairs pairs(List<Double> times, List<Double> yardstick) {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < times.size(); round++) {
      pairs.add(new Pair(times.get(round), yardstick.get(round)));
    }
    return new Pairs(pairs);
  }
}
