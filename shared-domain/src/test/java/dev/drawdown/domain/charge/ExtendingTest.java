package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.charge.Extending.ExtendResult.TooLate;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// H7: a caller may set a new expiry for an open hold, at most 24 hours after the hold was opened.
class ExtendingTest {
  @ParameterizedTest(name = "{0} -> {1}, {2} left, {3} held, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # steps                                                    | answer          | left | held | status
          hold 8, extend PT1H                                        | Extended        | 12   | 8    | held
          hold 8, extend PT1H, wait PT59M59.999S                     | Extended        | 12   | 8    | held
          hold 8, extend PT1H, wait PT1H                             | Extended        | 20   | 0    | expired
          hold 8, wait PT14M59.999S, extend PT15M, wait PT14M59.999S | Extended        | 12   | 8    | held
          hold 8, extend PT1H, wait PT30M, capture 5                 | Captured        | 15   | 0    | captured
          hold 8, extend PT1H, wait PT30M, release                   | Refunded        | 20   | 0    | released
          hold 8, part 3, extend PT1H, wait PT1H                     | Extended        | 17   | 0    | captured
          # sooner
          hold 8, extend PT1M, wait PT1M                             | Extended        | 20   | 0    | expired
          hold 8, extend PT0.001S, wait PT0.001S, capture            | HoldExpired     | 20   | 0    | expired
          # the same again
          hold 8, extend PT15M                                       | SameExpiry      | 12   | 8    | held
          hold 8, wait PT5M, extend PT10M                            | SameExpiry      | 12   | 8    | held
          hold 8, extend PT1H, extend PT1H                           | SameExpiry      | 12   | 8    | held
          hold 8, extend PT1H, wait PT1S, extend PT1H                | Extended        | 12   | 8    | held
          # at most 24 hours after it was opened
          hold 8, extend PT24H                                       | Extended        | 12   | 8    | held
          hold 8, wait PT0.001S, extend PT24H                        | TooLate         | 12   | 8    | held
          hold 8, wait PT10M, extend PT23H50M                        | Extended        | 12   | 8    | held
          hold 8, wait PT10M, extend PT23H50M0.001S                  | TooLate         | 12   | 8    | held
          hold 8 PT24H, wait PT23H, extend PT2H                      | TooLate         | 12   | 8    | held
          hold 8 PT24H, wait PT23H, extend PT1H                      | SameExpiry      | 12   | 8    | held
          # refused
          charge 8, extend PT1H                                      | NotAHold        | 12   | 0    | charged
          charge 8, refund, extend PT1H                              | NotAHold        | 20   | 0    | refunded
          hold 8, capture, extend PT1H                               | AlreadyCaptured | 12   | 0    | captured
          hold 8, capture, refund, extend PT1H                       | AlreadyCaptured | 20   | 0    | refunded
          hold 8, release, extend PT1H                               | HoldReleased    | 20   | 0    | released
          hold 8, part 3, release, extend PT1H                       | HoldReleased    | 17   | 0    | captured
          hold 8, wait PT15M, extend PT1H                            | HoldExpired     | 20   | 0    | expired
          hold 8, wait PT15M, spend 1, extend PT1H                   | HoldExpired     | 19   | 0    | expired
          hold 8, part 3, wait PT15M, extend PT1H                    | HoldExpired     | 17   | 0    | captured
          """)
  void extending(String steps, String answer, String left, long held, String status) {
    Scenario played = new Scenario("pack 20").play(steps);

    assertThat(played.answered()).isEqualTo(answer);
    assertThat(played.left()).isEqualTo(left);
    assertThat(played.account().held()).isEqualTo(held);
    assertThat(played.status()).isEqualTo(status);
  }

  @Test
  void an_unknown_hold_can_not_be_extended() {
    assertThat(new Scenario("pack 20").play("extend PT1H").answered()).isEqualTo("UnknownCharge");
  }

  @Test
  void an_extension_is_a_hold_entry_of_0_credits() {
    Scenario played = new Scenario("pack 20").play("hold 8, wait PT1M, extend PT1H");

    Entry entry = played.account().ledger().getLast();
    assertThat(entry.kind()).isEqualTo(EntryKind.HOLD);
    assertThat(entry.at()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    assertThat(entry.postings()).isEmpty();
    assertThat(entry.cause().charge()).contains(played.charge().id());
    assertThat(entry.cause().hold()).hasValue(played.charge().openedBy());
    assertThat(entry.cause().reason()).contains("extended");
    assertThat(played.charge().changedBy()).isEqualTo(entry.number());
  }

  @Test
  void the_same_expiry_again_writes_nothing() {
    Scenario played = new Scenario("pack 20").play("hold 8, extend PT1H, extend PT1H");

    assertThat(played.account().ledger(EntryKind.HOLD)).hasSize(2);
  }

  @Test
  void the_refusal_states_the_latest_possible_expiry() {
    Scenario played = new Scenario("pack 20").play("hold 8, wait PT10M, extend PT24H");

    assertThat(played.answer())
        .isEqualTo(
            new TooLate(
                NOW.plus(Duration.ofHours(24)).plus(Duration.ofMinutes(10)),
                NOW.plus(Duration.ofHours(24))));
  }

  @Test
  void an_extended_hold_keeps_its_place_among_the_100() {
    Account account = Account.on(CatalogFixtures.simple()).topUp(200);
    for (int hold = 1; hold <= Charging.MAX_OPEN_HOLDS; hold++) {
      account.charged("k" + hold, Run.run(1).held());
    }

    account.extend("k1", Duration.ofHours(1));

    assertThat(account.charge("k", Run.run(1).held()))
        .isInstanceOf(ChargeResult.TooManyHolds.class);
    account.after(Duration.ofMinutes(15));
    assertThat(account.held()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S", "PT0.000999S"})
  void an_extension_lasts_from_a_millisecond_to_24_hours(String expiresIn) {
    Scenario played = new Scenario("pack 20").play("hold 8");

    assertThatIllegalArgumentException().isThrownBy(() -> played.play("extend " + expiresIn));
  }
}
