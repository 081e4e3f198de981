package dev.drawdown.domain.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A charge is stored, and then another request writes before the second of two items is read.
class TornSituationTest {
  @ParameterizedTest(name = "{0}; {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stored           | written since      | old charge, new wallet | new charge, old wallet
          charge 8           | refund             | torn                   | torn
          charge 8           | spend 1            | whole                  | whole
          charge 8           | wait PT1H, spend 1 | whole                  | whole
          hold 8             | spend 1            | whole                  | whole
          hold 8             | release            | torn                   | torn
          hold 8             | capture            | torn                   | torn
          hold 8             | capture 3          | torn                   | torn
          hold 8             | part 3             | torn                   | torn
          hold 8             | extend PT1H        | torn                   | torn
          hold 8             | extend PT1M        | torn                   | torn
          hold 8             | wait PT1H, spend 1 | whole                  | whole
          hold 8, part 3     | part 5             | torn                   | torn
          hold 8, part 3     | release            | torn                   | torn
          hold 8, capture    | refund             | torn                   | torn
          hold 8, capture    | spend 1            | whole                  | whole
          hold 8, release    | spend 1            | whole                  | whole
          charge 8, refund   | spend 1            | whole                  | whole
          """)
  void a_charge_and_a_wallet_that_were_never_stored_together_are_torn(
      String stored, String since, String oldCharge, String oldWallet) {
    Scenario scenario = new Scenario("pack 20").play(stored);
    Situation before = scenario.situation();
    Situation after = scenario.play(since).situation();

    assertThat(before.isTorn()).isFalse();
    assertThat(after.isTorn()).isFalse();
    assertThat(state(before, after)).isEqualTo(oldCharge);
    assertThat(state(after, before)).isEqualTo(oldWallet);
    assertThat(documentState(after, before)).isEqualTo(oldWallet);
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
