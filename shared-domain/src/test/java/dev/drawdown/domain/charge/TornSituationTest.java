package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A charge is stored, and then another request writes before the second of two items is read.
class TornSituationTest {
  @ParameterizedTest(name = "{0}: {1}; {2}: {3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given         | stored           | written since      | old charge, new wallet | new charge, old wallet
          pack 20         | charge 8         | refund             | torn                   | torn
          pack 20         | charge 8         | spend 1            | whole                  | whole
          pack 20         | charge 8         | wait PT1H, spend 1 | whole                  | whole
          pack 20         | hold 8           | spend 1            | whole                  | whole
          pack 20         | hold 8           | release            | torn                   | torn
          pack 20         | hold 8           | capture            | torn                   | torn
          pack 20         | hold 8           | capture 3          | torn                   | torn
          pack 20         | hold 8           | part 3             | torn                   | torn
          pack 20         | hold 8           | extend PT1H        | torn                   | torn
          pack 20         | hold 8           | extend PT1M        | torn                   | torn
          pack 20         | hold 8           | wait PT1H, spend 1 | whole                  | whole
          pack 20         | hold 8, part 3   | part 5             | torn                   | torn
          pack 20         | hold 8, part 3   | release            | torn                   | torn
          pack 20         | hold 8, capture  | refund             | torn                   | torn
          pack 20         | hold 8, capture  | spend 1            | whole                  | whole
          pack 20         | hold 8, release  | spend 1            | whole                  | whole
          pack 20         | charge 8, refund | spend 1            | whole                  | whole
          # credits drawn in March can't be back in April's bucket
          plan 5, pack 20 | charge 8         | april, spend 1     | whole                  | whole
          plan 5, pack 20 | charge 8         | refund             | torn                   | torn
          # a paid plan
          paid 20         | charge 8         | spend 1            | whole                  | whole
          paid 20         | charge 8         | refund             | torn                   | torn
          paid 5, pack 20 | charge 8         | refund             | torn                   | torn
          """)
  void a_charge_and_a_wallet_that_were_never_stored_together_are_torn(
      String given, String stored, String since, String oldCharge, String oldWallet) {
    Scenario scenario = new Scenario(given).play(stored);
    Situation before = scenario.situation();
    Situation after = scenario.play(since).situation();

    assertThat(before.isTorn()).isFalse();
    assertThat(after.isTorn()).isFalse();
    assertThat(state(before, after)).isEqualTo(oldCharge);
    assertThat(state(after, before)).isEqualTo(oldWallet);
    assertThat(documentState(after, before)).isEqualTo(oldWallet);
  }

  /// The member is in another pool when the credits of its former pool come back.
  @Test
  void a_charge_whose_draws_are_back_in_their_pool_is_torn() {
    Office office = Office.paid(simple().pool("office", 9).pool("branch", 7));
    office.apply("branch", paid("sub-branch", "branch", MARCH, APRIL));
    Account mia = office.member("mia");
    mia.charged("k", run(4));
    mia.leave("office");
    mia.join("branch");
    Situation before = mia.situation("k");

    mia.refund("k");

    Situation after = mia.situation("k");
    assertThat(before.isTorn()).isFalse();
    assertThat(after.isTorn()).isFalse();
    assertThat(
            new Situation(
                    after.wallet(),
                    before.underKey(),
                    Optional.empty(),
                    after.pools(),
                    after.packs())
                .isTorn())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # steps                      | expiries written
          hold 8                       | 0
          hold 8, wait PT1H            | 0
          hold 8, wait PT1H, spend 1   | 1
          hold 8, capture              | 0
          hold 8, release              | 0
          charge 8                     | 0
          """)
  void an_expiry_is_written_with_the_next_entry_of_the_wallet(String steps, int expiries) {
    Scenario played = new Scenario("pack 20").play(steps);

    assertThat(played.situation().writtenExpiries()).hasSize(expiries);
  }

  /// The charge of one reading with the wallet of another.
  private static String state(Situation charge, Situation wallet) {
    return shown(new Situation(wallet.wallet(), charge.underKey(), Optional.empty()));
  }

  /// The same for a charge that a document names, and that has another key.
  private static String documentState(Situation charge, Situation wallet) {
    return shown(new Situation(wallet.wallet(), Optional.empty(), charge.underKey()));
  }

  private static String shown(Situation found) {
    return found.isTorn() ? "torn" : "whole";
  }
}
