package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.charge.Capturing.CaptureResult.ExceedsHold;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// H1, H2, H3, H4, H6: a hold sets credits aside; a capture makes it final for all of them or
/// fewer.
class CapturingTest {
  @ParameterizedTest(name = "{0}: {1} -> {2}, {3} left, {4} held")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given         | steps                                     | answer          | left   | held | status
          plan 5, pack 20 | hold 8                                    | Charged         | 0 + 17 | 8    | held
          plan 5, pack 20 | hold 8, capture                           | Captured        | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8, capture 8                         | Captured        | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5                         | Captured        | 0 + 20 | 0    | captured
          plan 5, pack 20 | hold 5, capture 3                         | Captured        | 2 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 0                         | Captured        | 5 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, release                           | Refunded        | 5 + 20 | 0    | released
          plan 5, pack 20 | hold 8, price 3, capture                  | Captured        | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8, wait PT14M59.999S, capture        | Captured        | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8 PT24H, wait PT23H59M, capture      | Captured        | 0 + 17 | 0    | captured
          # the same again
          plan 5, pack 20 | hold 8, capture, capture                  | SameCapture     | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8, capture, capture 8                | SameCapture     | 0 + 17 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5, capture 5              | SameCapture     | 0 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 0, capture 0              | SameCapture     | 5 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5, wait PT24H, capture 5  | SameCapture     | 0 + 20 | 0    | captured
          # refused
          plan 5, pack 20 | charge 8, capture                         | NotAHold        | 0 + 17 | 0    | charged
          plan 5, pack 20 | charge 8, refund, capture                 | NotAHold        | 5 + 20 | 0    | refunded
          plan 5, pack 20 | hold 8, release, capture                  | HoldReleased    | 5 + 20 | 0    | released
          plan 5, pack 20 | hold 8, release, wait PT15M, capture 9    | HoldReleased    | 5 + 20 | 0    | released
          plan 5, pack 20 | hold 8, wait PT15M, capture               | HoldExpired     | 5 + 20 | 0    | expired
          plan 5, pack 20 | hold 8, wait PT15M, capture 9             | HoldExpired     | 5 + 20 | 0    | expired
          plan 5, pack 20 | hold 8, wait PT15M, spend 1, capture      | HoldExpired     | 4 + 20 | 0    | expired
          plan 5, pack 20 | hold 8, capture 5, capture 6              | AlreadyCaptured | 0 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5, capture                | AlreadyCaptured | 0 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5, capture 9              | AlreadyCaptured | 0 + 20 | 0    | captured
          plan 5, pack 20 | hold 8, capture 5, refund, capture 5      | AlreadyCaptured | 5 + 20 | 0    | refunded
          plan 5, pack 20 | hold 8, capture 9                         | ExceedsHold     | 0 + 17 | 8    | held
          plan 5, pack 20 | hold 8, capture 9, capture 8              | Captured        | 0 + 17 | 0    | captured
          # held in March, captured in April
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, april             | Charged  | 5 + 17 | 8 | held
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, april, capture    | Captured | 5 + 17 | 0 | captured
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, april, capture 6  | Captured | 5 + 19 | 0 | captured
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, april, capture 3  | Captured | 5 + 20 | 0 | captured
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, april, release    | Refunded | 5 + 20 | 0 | released
          """)
  void capturing(String given, String steps, String answer, String left, long held, String status) {
    Scenario played = new Scenario(given).play(steps);

    assertThat(played.answered()).isEqualTo(answer);
    assertThat(played.left()).isEqualTo(left);
    assertThat(played.account().held()).isEqualTo(held);
    assertThat(played.status()).isEqualTo(status);
  }

  @Test
  void an_unknown_charge_can_not_be_captured() {
    assertThat(new Scenario("pack 20").play("capture").answered()).isEqualTo("UnknownCharge");
  }

  @Test
  void the_refusal_of_an_excessive_capture_states_the_held_credits() {
    Scenario played = new Scenario("pack 20").play("hold 8, capture 9");

    assertThat(played.answer()).isEqualTo(new ExceedsHold(credits(9), credits(8)));
  }

  @Test
  void after_a_partial_capture_cost_and_draws_are_the_captured_credits() {
    Scenario played = new Scenario("plan 5, pack 20").play("hold 8, capture 6");

    assertThat(played.charge().cost()).isEqualTo(credits(6));
    assertThat(played.charge().drawdown().draws())
        .extracting(Draw::credits)
        .containsExactly(credits(5), credits(1));
  }

  @Test
  void a_capture_is_an_entry_even_if_no_credits_move() {
    Scenario played = new Scenario("pack 20").play("hold 8, capture");

    Entry entry = played.account().ledger().getLast();
    assertThat(entry.kind()).isEqualTo(EntryKind.CAPTURE);
    assertThat(entry.postings()).isEmpty();
    assertThat(entry.cause().charge()).contains(played.charge().id());
  }

  @Test
  void unused_credits_go_back_last_drawn_first() {
    Scenario played = new Scenario("plan 5, pack 20").play("hold 8, capture 2");

    Entry entry = played.account().ledger().getLast();
    assertThat(entry.postings()).extracting("change").containsExactly(3L, 3L);
    assertThat(entry.postings().getFirst().bucket().kind().label()).isEqualTo("top-up");
  }

  @Test
  void a_captured_hold_does_not_expire() {
    Scenario played = new Scenario("pack 20").play("hold 8, capture, wait PT24H");

    assertThat(played.left()).isEqualTo("12");
    assertThat(played.status()).isEqualTo("captured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S", "PT0.000999S"})
  void a_hold_lasts_from_a_millisecond_to_24_hours(String expiresIn) {
    Run run = Run.run(1).held(Duration.parse(expiresIn));

    assertThatIllegalArgumentException().isThrownBy(run::request);
    assertThat(ChargeRequest.isValidHold(Duration.parse(expiresIn))).isFalse();
  }
}
