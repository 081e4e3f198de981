package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.notPaused;
import static dev.drawdown.domain.billing.Paid.paused;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.resumed;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.billing.Paid.stillPaused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.AccountState.About;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1, P2, P3, P4, P6, P7: the result depends on the set of facts, never on their order of arrival.
///
/// The law: take every subset S of the facts, and every two other facts a and b. Then S, a, b has
/// the same result as S, b, a; and S, a, a has the same result as S, a.
///
/// The test checks two things for every S and a. S, a has the same result as the set of S and a in
/// the order of the list. So has S, a, a. The law follows from both.
@Tag("long")
class EveryOrderTest {
  @ParameterizedTest(name = "upgrades that reset: {0}, at {1}")
  @CsvSource({"false, 2027-04-10", "false, 2027-05-20", "true, 2027-03-25", "true, 2027-05-20"})
  void every_order_of_the_facts_about_two_subscriptions_ends_alike(boolean reset, String date) {
    assertThat(requireSame(facts(reset), day(date))).isEqualTo(12 * 2048);
  }

  /// Most subsets lack an event of the pause, as if it had been lost.
  @ParameterizedTest(name = "at {0}")
  @ValueSource(strings = {"2027-03-25", "2027-04-09", "2027-04-25", "2027-05-20"})
  void every_order_of_the_facts_about_a_pause_ends_alike(String date) {
    assertThat(requireSame(pauses(), day(date))).isEqualTo(10 * 512);
  }

  /// Checks every subset of the facts with each other fact, and returns the number of checks.
  private static int requireSame(List<About> facts, Instant now) {
    AccountState[] states = everySubset(facts, now);
    int checked = 0;
    for (int subset = 0; subset < states.length; subset++) {
      for (int a = 0; a < facts.size(); a++) {
        if ((subset & 1 << a) == 0) {
          AccountState inOrder = states[subset | 1 << a];
          AccountState last = states[subset].apply(facts.get(a));
          requireSame(last, inOrder, facts, subset, a);
          requireSame(last.apply(facts.get(a)), inOrder, facts, subset, a);
          checked++;
        }
      }
    }
    return checked;
  }

  private static void requireSame(
      AccountState last, AccountState inOrder, List<About> facts, int subset, int a) {
    if (!last.equals(inOrder)) {
      assertThat(last)
          .as("subset %s, then %s", Integer.toBinaryString(subset), facts.get(a))
          .isEqualTo(inOrder);
    }
  }

  /// The result of every subset of the facts, applied in the order of the list.
  private static AccountState[] everySubset(List<About> facts, Instant now) {
    AccountState[] states = new AccountState[1 << facts.size()];
    states[0] = AccountState.nothing(now);
    for (int subset = 1; subset < states.length; subset++) {
      int last = 31 - Integer.numberOfLeadingZeros(subset);
      states[subset] = states[subset & ~(1 << last)].apply(facts.get(last));
    }
    return states;
  }

  private static List<About> facts(boolean reset) {
    List<About> facts = new ArrayList<>();
    for (String name : List.of("sub-1", "sub-2")) {
      Paid first = solo().item(name + "-item");
      Paid upgrade = plus().item(name + "-item").from("2027-03-20");
      facts.add(new About(name, first.fact()));
      facts.add(new About(name, first.from("2027-04-01").until("2027-05-01").renewal(5).fact()));
      facts.add(new About(name, failed("2027-05-01")));
      facts.add(new About(name, (reset ? upgrade.reset() : upgrade).fact()));
      facts.add(new About(name, cancelled("2027-03-05", "2027-04-01")));
      facts.add(new About(name, ended("2027-05-10")));
    }
    return facts;
  }

  private static List<About> pauses() {
    return Stream.of(
            solo().fact(),
            solo().from("2027-04-01").until("2027-05-01").renewal(5).fact(),
            plus().from("2027-03-20").until("2027-04-20").fact(),
            paused("2027-03-10", "2027-04-01"),
            stillPaused("2027-03-21", "2027-04-20"),
            resumed("2027-04-05", "2027-04-01"),
            paused("2027-04-07", "2027-05-01"),
            stillPaused("2027-04-08", "2027-05-01"),
            resumed("2027-05-05", "2027-05-01"),
            notPaused("2027-05-06"))
        .map(fact -> new About("sub-1", fact))
        .toList();
  }
}
