package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.Capturing.CaptureResult.BelowPart;
import dev.drawdown.domain.charge.Capturing.CaptureResult.HoldExpired;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// H7: a caller may capture a hold in parts; each part states the running total.
class PartsTest {
  @ParameterizedTest(name = "{0}: {1} -> {2}, {3} left, {4} held, {5}, cost {6}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given         | steps                                          | answer          | left   | held | status   | cost
          plan 5, pack 20 | hold 8, part 3                                 | Captured        | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, part 6                         | Captured        | 0 + 17 | 2    | held     | 8
          plan 5, pack 20 | hold 8, part 8                                 | Captured        | 0 + 17 | 0    | held     | 8
          plan 5, pack 20 | hold 8, part 3, capture 6                      | Captured        | 0 + 19 | 0    | captured | 6
          plan 5, pack 20 | hold 8, part 3, capture 3                      | Captured        | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, capture                        | Captured        | 0 + 17 | 0    | captured | 8
          plan 5, pack 20 | hold 8, part 8, capture                        | Captured        | 0 + 17 | 0    | captured | 8
          # the same again
          plan 5, pack 20 | hold 8, part 0                                 | SameCapture     | 0 + 17 | 8    | held     | 8
          plan 5, pack 20 | hold 8, part 3, part 3                         | SameCapture     | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, capture 6, capture 6           | SameCapture     | 0 + 19 | 0    | captured | 6
          plan 5, pack 20 | hold 8, part 3, capture 6, part 6              | SameCapture     | 0 + 19 | 0    | captured | 6
          # refused
          plan 5, pack 20 | hold 8, part 3, part 2                         | BelowPart       | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, part 0                         | BelowPart       | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, capture 2                      | BelowPart       | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, capture 0                      | BelowPart       | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 9                                 | ExceedsHold     | 0 + 17 | 8    | held     | 8
          plan 5, pack 20 | hold 8, part 3, part 9                         | ExceedsHold     | 0 + 17 | 5    | held     | 8
          plan 5, pack 20 | hold 8, part 3, capture 6, part 3              | AlreadyCaptured | 0 + 19 | 0    | captured | 6
          plan 5, pack 20 | charge 8, part 3                               | NotAHold        | 0 + 17 | 0    | charged  | 8
          # released: the rest is back
          plan 5, pack 20 | hold 8, part 3, release                        | Refunded        | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 8, release                        | Refunded        | 0 + 17 | 0    | captured | 8
          plan 5, pack 20 | hold 8, part 3, release, release               | AlreadyBack     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, release, part 3                | SameCapture     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, release, part 4                | HoldReleased    | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, release, capture               | HoldReleased    | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, release, capture 3             | Captured        | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, release, part 0                        | HoldReleased    | 5 + 20 | 0    | released | 8
          # expired: the rest is back
          plan 5, pack 20 | hold 8, part 3, wait PT15M                     | Captured        | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 6, wait PT15M, spend 1            | Captured        | 0 + 18 | 0    | captured | 6
          plan 5, pack 20 | hold 8, part 3, wait PT15M, part 3             | SameCapture     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, part 4             | HoldExpired     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, capture            | HoldExpired     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, part 2             | HoldExpired     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, release            | AlreadyBack     | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, spend 1, release   | AlreadyBack     | 1 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, part 3, wait PT15M, capture 3          | Captured        | 2 + 20 | 0    | captured | 3
          plan 5, pack 20 | hold 8, wait PT15M, part 0                     | HoldExpired     | 5 + 20 | 0    | expired  | 8
          # once the parts are final they can be refunded
          plan 5, pack 20 | hold 8, part 3, capture 6, refund              | Refunded        | 5 + 20 | 0    | refunded | 6
          plan 5, pack 20 | hold 8, part 3, wait PT15M, capture 3, refund  | Refunded        | 5 + 20 | 0    | refunded | 3
          plan 5, pack 20 | hold 8, part 3, release, capture 3, refund     | Refunded        | 5 + 20 | 0    | refunded | 3
          plan 5, pack 20 | hold 8, part 3, release, capture 3, refund, refund | AlreadyBack | 5 + 20 | 0    | refunded | 3
          # packs that are used up
          pack 4, pack 4  | hold 8, part 4                                 | Captured        | 0      | 4    | held     | 8
          pack 4, pack 4  | hold 8, part 5, release                        | Refunded        | 3      | 0    | captured | 5
          pack 4, pack 4  | hold 8, part 5, wait PT15M                     | Captured        | 3      | 0    | captured | 5
          pack 4, pack 4  | hold 8, part 5, wait PT15M, capture 5, refund  | Refunded        | 4 + 4  | 0    | refunded | 5
          # held in March, captured in April
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, part 3, april, part 6    | Captured | 5 + 17 | 2 | held     | 8
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, part 3, april, capture 6 | Captured | 5 + 19 | 0 | captured | 6
          plan 5, pack 20 | at 2026-03-31T23:55:00Z, hold 8, part 3, april, release   | Refunded | 5 + 20 | 0 | captured | 3
          """)
  void parts(
      String given, String steps, String answer, String left, long held, String status, long cost) {
    Scenario played = new Scenario(given).play(steps);

    assertThat(played.answered()).isEqualTo(answer);
    assertThat(played.left()).isEqualTo(left);
    assertThat(played.account().held()).isEqualTo(held);
    assertThat(played.status()).isEqualTo(status);
    assertThat(played.charge().asOf(played.account().clock()).cost()).isEqualTo(credits(cost));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # steps                                  | entries
          hold 8, capture 6                        | hold -8, capture 2 of 6
          hold 8, capture 0                        | hold -8, capture 8 of 0
          hold 8, part 3                           | hold -8, first-part 0 of 3
          hold 8, part 3, part 3                   | hold -8, first-part 0 of 3
          hold 8, part 3, part 7, capture          | hold -8, first-part 0 of 3, part 0 of 4, last-part 0 of 1
          hold 8, part 3, capture 5                | hold -8, first-part 0 of 3, last-part 3 of 2
          hold 8, part 3, capture 3                | hold -8, first-part 0 of 3, last-part 5 of 0
          hold 8, part 3, release                  | hold -8, first-part 0 of 3, release 5
          hold 8, part 3, release, capture 3       | hold -8, first-part 0 of 3, release 5, last-part 0 of 0
          hold 8, part 3, wait PT15M               | hold -8, first-part 0 of 3, expired 5
          hold 8, part 3, extend PT1H, capture 4   | hold -8, first-part 0 of 3, extended 0, last-part 4 of 1
          """)
  void the_ledger_alone_shows_captured_credits(String steps, String entries) {
    Scenario played = new Scenario("plan 5, pack 20").play(steps);

    assertThat(
            played.account().ledger().stream()
                .filter(
                    entry -> entry.cause().charge().isPresent() || entry.cause().hold().isPresent())
                .filter(entry -> entry.kind() != EntryKind.LOW)
                .map(PartsTest::describe)
                .collect(Collectors.joining(", ")))
        .isEqualTo(entries);
  }

  private static String describe(Entry entry) {
    String kind = entry.cause().reason().orElse(entry.kind().label());
    String captured =
        entry.kind() == EntryKind.CAPTURE ? " of " + entry.creditsCaptured().orElseThrow() : "";
    return kind + " " + entry.change() + captured;
  }

  @Test
  void a_part_captures_the_credits_drawn_first() {
    Scenario played = new Scenario("plan 5, pack 20").play("hold 8, part 6");

    Entry part = played.account().ledger().getLast();
    assertThat(part.creditsCaptured()).hasValue(6);
    assertThat(played.account().left()).containsExactly(0L, 17L);
    assertThat(part.postings()).isEmpty();
    assertThat(part.cause().charge()).contains(played.charge().id());
    assertThat(part.cause().hold()).hasValue(played.charge().openedBy());
  }

  @Test
  void refusals_state_the_credits_captured_before() {
    Scenario played = new Scenario("pack 20").play("hold 8, part 5, part 4");
    assertThat(played.answer()).isEqualTo(new BelowPart(credits(4), credits(5)));

    played.play("wait PT15M, part 6");
    assertThat(played.answer()).isEqualTo(new HoldExpired(credits(5)));
  }

  @Test
  void a_repeated_release_has_the_same_answer() {
    Scenario played = new Scenario("pack 20").play("hold 8, part 5, release");
    Returned rest = new Returned(credits(3), credits(0));
    assertThat(((Refunded) played.answer()).returned()).isEqualTo(rest);
    assertThat(played.charge().state()).isEqualTo(new State.Released(rest, credits(5)));

    played.play("release");
    assertThat(((AlreadyBack) played.answer()).returned()).isEqualTo(rest);
  }

  @ParameterizedTest
  @CsvSource({"release", "expire", "capture"})
  void the_first_part_keeps_the_document_for_ever(String end) {
    Account account = Account.on(CatalogFixtures.simple()).topUp(20);
    Run letter = Run.run("letter").on("doc-1").times(3);
    account.charged("k1", letter.held());
    account.part("k1", 1);
    assertThat(account.charge("k2", letter)).isInstanceOf(InProgress.class);

    switch (end) {
      case "release" -> account.refund("k1");
      case "expire" -> account.after(Duration.ofMinutes(15));
      default -> account.capture("k1", 1);
    }

    PaidBefore before = (PaidBefore) account.charge("k2", letter);
    assertThat(before.first().cost()).isEqualTo(credits(1));
    assertThat(before.first().state()).isEqualTo(new State.Captured(credits(3)));
  }

  @Test
  void a_refund_of_the_parts_frees_the_document() {
    Account account = Account.on(CatalogFixtures.simple()).topUp(20);
    Run letter = Run.run("letter").on("doc-1").times(3);
    account.charged("k1", letter.held());
    account.part("k1", 1);
    account.after(Duration.ofMinutes(15)).capture("k1", 1);

    account.refund("k1");

    assertThat(account.charge("k2", letter)).isInstanceOf(Charged.class);
  }

  @Test
  void a_replay_shows_the_parts_of_an_ended_hold() {
    Account account = Account.on(CatalogFixtures.simple()).topUp(20);
    Run run = Run.run(8).held();
    account.charged("k1", run);
    account.part("k1", 5);

    account.after(Duration.ofMinutes(15));

    Charge replayed = ((ChargeResult.AlreadyCharged) account.charge("k1", run)).charge();
    assertThat(replayed.asOf(account.clock()).cost()).isEqualTo(credits(5));
    assertThat(replayed.asOf(account.clock()).drawdown().total()).isEqualTo(credits(5));
  }
}
