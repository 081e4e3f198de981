package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// F1, F2, H2, H3, H4: a refund gives back the recorded credits, once.
class RefundingTest {
  @ParameterizedTest(name = "{0}: {1} -> {2}, {3} left, {4} restored, {5} expired")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given          | steps                                    | answer      | left    | restored | expired | status
          plan 17, pack 33 | charge 50, refund                        | Refunded    | 17 + 33 | 50 | 0 | refunded
          plan 5, pack 20  | charge 5, refund                         | Refunded    | 5 + 20  | 5  | 0 | refunded
          plan 5, pack 20  | charge 8, spend 2, refund                | Refunded    | 5 + 18  | 8  | 0 | refunded
          plan 5, pack 20  | charge 8, price 3, refund                | Refunded    | 5 + 20  | 8  | 0 | refunded
          plan 5, pack 20  | hold 8, release                          | Refunded    | 5 + 20  | 8  | 0 | released
          plan 5, pack 20  | hold 8, price 3, release                 | Refunded    | 5 + 20  | 8  | 0 | released
          plan 5, pack 20  | hold 8, wait PT14M59.999S, release       | Refunded    | 5 + 20  | 8  | 0 | released
          plan 5, pack 20  | hold 8, capture, refund                  | Refunded    | 5 + 20  | 8  | 0 | refunded
          plan 5, pack 20  | hold 8, capture 5, refund                | Refunded    | 5 + 20  | 5  | 0 | refunded
          plan 5, pack 20  | hold 8, capture 6, refund                | Refunded    | 5 + 20  | 6  | 0 | refunded
          plan 5, pack 20  | hold 8, capture 0, refund                | Refunded    | 5 + 20  | 0  | 0 | refunded
          # once
          plan 5, pack 20  | charge 8, refund, refund                 | AlreadyBack | 5 + 20  | 8  | 0 | refunded
          plan 5, pack 20  | charge 8, refund, refund, refund, refund | AlreadyBack | 5 + 20  | 8  | 0 | refunded
          plan 5, pack 20  | charge 8, refund, spend 6, refund        | AlreadyBack | 0 + 19  | 8  | 0 | refunded
          plan 5, pack 20  | hold 8, release, release                 | AlreadyBack | 5 + 20  | 8  | 0 | released
          plan 5, pack 20  | hold 8, release, wait PT1H, release      | AlreadyBack | 5 + 20  | 8  | 0 | released
          plan 5, pack 20  | hold 8, capture 5, refund, refund        | AlreadyBack | 5 + 20  | 5  | 0 | refunded
          pack 15          | hold 8, wait PT15M, release              | AlreadyBack | 15      | 8  | 0 | expired
          pack 15          | hold 8, wait PT15M, release, release     | AlreadyBack | 15      | 8  | 0 | expired
          # after the month that it came from
          plan 5, pack 20  | charge 8, april, refund                  | Refunded    | 5 + 20  | 3  | 5 | refunded
          plan 5, pack 20  | charge 8, april, refund, refund          | AlreadyBack | 5 + 20  | 3  | 5 | refunded
          plan 5, pack 20  | charge 5, at 2026-08-01T00:00:00Z, refund | Refunded   | 5 + 20  | 0  | 5 | refunded
          plan 5, pack 20  | charge 5, refund, at 2026-08-01T00:00:00Z, refund | AlreadyBack | 5 + 20 | 5 | 0 | refunded
          plan 5, pack 20  | hold 8, capture 6, april, refund         | Refunded    | 5 + 20  | 1  | 5 | refunded
          plan 5, pack 20  | at 2026-03-31T23:55:00Z, hold 8, april, release | Refunded | 5 + 20 | 3 | 5 | released
          plan 5, pack 20  | at 2026-03-31T23:55:00Z, hold 8, at 2026-04-01T00:10:00Z, release | AlreadyBack | 5 + 20 | 3 | 5 | expired
          plan 5, pack 20  | at 2026-03-31T23:45:00Z, hold 8, april, release | AlreadyBack | 5 + 20 | 3 | 5 | expired
          """)
  void refunding(
      String given,
      String steps,
      String answer,
      String left,
      long restored,
      long expired,
      String status) {
    Scenario played = new Scenario(given).play(steps);

    assertThat(played.answered()).isEqualTo(answer);
    assertThat(played.left()).isEqualTo(left);
    assertThat(returned(played).restored().amount()).isEqualTo(restored);
    assertThat(returned(played).expired().amount()).isEqualTo(expired);
    assertThat(played.status()).isEqualTo(status);
    assertThat(played.account().held()).isZero();
  }

  @Test
  void an_unknown_charge_can_not_be_refunded() {
    assertThat(new Scenario("pack 20").play("refund").answered()).isEqualTo("UnknownCharge");
  }

  @Test
  void the_last_bucket_drawn_is_the_first_restored() {
    Scenario played = new Scenario("plan 17, pack 33").play("charge 50, refund");

    Entry entry = played.account().ledger().getLast();
    assertThat(entry.kind()).isEqualTo(EntryKind.REFUND);
    assertThat(entry.postings()).extracting(Posting::change).containsExactly(33L, 17L);
    assertThat(entry.postings())
        .extracting(posting -> posting.bucket().kind().label())
        .containsExactly("top-up", "plan");
  }

  @Test
  void the_entry_shows_expired_credits_without_a_separate_expiry_entry() {
    Scenario played = new Scenario("plan 5, pack 20").play("charge 8, april, refund");

    Entry entry = played.account().ledger().getLast();
    assertThat(entry.postings()).extracting(Posting::change).containsExactly(3L, 5L, -5L);
    assertThat(entry.change()).isEqualTo(3);
    assertThat(played.account().ledger(EntryKind.EXPIRY)).isEmpty();
  }

  @Test
  void a_second_refund_writes_nothing() {
    Scenario played = new Scenario("plan 5, pack 20").play("charge 8, refund");
    long version = played.account().balance().version();

    played.play("refund, refund");

    assertThat(played.account().balance().version()).isEqualTo(version);
  }

  @Test
  void an_expiry_written_long_ago_is_found_in_the_ledger() {
    Scenario played = new Scenario("pack 15").play("hold 8, wait PT15M, spend 1, release");

    assertThat(played.answer())
        .isInstanceOfSatisfying(
            RefundResult.AlreadyBack.class,
            back -> assertThat(back.returned()).isEqualTo(new Returned(credits(8), credits(0))));
    assertThat(played.account().ledger())
        .filteredOn(entry -> entry.isExpiryOf(played.charge().openedBy()))
        .hasSize(1);
  }

  @Test
  void an_expiry_gives_back_exactly_once() {
    Scenario played = new Scenario("pack 15").play("hold 8, wait PT15M");

    assertThat(played.left()).isEqualTo("15");
    assertThat(played.play("spend 1, wait PT24H, spend 1").left()).isEqualTo("13");
    assertThat(played.account().ledger(EntryKind.RELEASE)).hasSize(1);
  }

  @Test
  void a_release_names_the_charge_and_the_entry_that_opened_the_hold() {
    Scenario played = new Scenario("pack 15").play("hold 8, release");

    Entry entry = played.account().ledger(EntryKind.RELEASE).getFirst();
    assertThat(entry.cause().charge()).contains(played.charge().id());
    assertThat(entry.cause().hold()).hasValue(played.charge().openedBy());
  }

  private static Returned returned(Scenario played) {
    return switch ((RefundResult) played.answer()) {
      case Refunded(_, Returned returned, _, _) -> returned;
      case AlreadyBack(_, Returned returned, _) -> returned;
      case RefundResult other -> throw new AssertionError("gave nothing back: " + other);
    };
  }
}
