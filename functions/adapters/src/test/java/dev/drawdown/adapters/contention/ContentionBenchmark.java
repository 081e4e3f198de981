package dev.drawdown.adapters.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.contention.Crowd.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The tables of `docs/performance.md`, section "Contention". They are the same on every machine.
/// It runs only if `-Dtest=ContentionBenchmark` names it.
class ContentionBenchmark {
  private static final long SEED = 1;
  private static final Duration SPAN = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final int MOST_CALLERS = 256;

  @Test
  void callers_of_one_wallet_at_the_same_moment() {
    head("callers");
    for (int callers = 1; callers <= MOST_CALLERS; callers *= 2) {
      print(callers + "", Crowd.onOneWallet(callers, SEED).chargeOnce(), 1);
    }
  }

  @Test
  void callers_of_one_wallet_in_a_continuous_loop() {
    head("callers");
    for (int callers = 1; callers <= MOST_CALLERS; callers *= 2) {
      print(callers + "", Crowd.onOneWallet(callers, SEED).chargeFor(SPAN, BETWEEN), 1);
    }
  }

  @Test
  void callers_of_one_wallet_that_charge_again_at_once() {
    head("callers");
    for (int callers = 1; callers <= MOST_CALLERS; callers *= 2) {
      print(callers + "", Crowd.onOneWallet(callers, SEED).chargeFor(SPAN, Duration.ZERO), 1);
    }
  }

  /// 64 members don't send enough charges for sixteen shards.
  @Test
  void members_of_one_pool_charge_ten_times_as_often_on_sixteen_shards_as_on_one() {
    head("members, shards");
    for (int members : List.of(64, 256, 1_000)) {
      double one = ofMembers(members, 1);
      ofMembers(members, 4);
      double sixteen = ofMembers(members, 16);
      if (members > 64) {
        assertThat(sixteen).as("with %d members", members).isGreaterThan(10 * one);
      }
    }
  }

  private static double ofMembers(int members, int shards) {
    Answers answers =
        Crowd.onOnePool(shards, members, SEED).chargeFor(Duration.ofSeconds(10), BETWEEN);
    print(members + ", " + shards, answers, shards);
    return answers.perSecond();
  }

  private static void head(String first) {
    System.out.printf(
        "%n| %s | charges a second | of the limit | median | 99 %% | worst | busy | tries |%n",
        first);
    System.out.println("|---|---|---|---|---|---|---|---|");
  }

  /// A wallet, and so a shard, has one transaction at a time.
  private static void print(String name, Answers answers, int wallets) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f %% | %d ms | %d ms | %d ms | %d | %.1f |%n",
        name,
        answers.perSecond(),
        100 * answers.perSecond() / (wallets * SimulatedTable.limit()),
        answers.within(50).toMillis(),
        answers.within(99).toMillis(),
        answers.worst().toMillis(),
        answers.busy(),
        answers.tries());
  }
}
