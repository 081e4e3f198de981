package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// I4: if two answers apply, the earlier one in the order is given.
///
/// The account has spent all credits except those in its 100 open holds. It paid for `letter` on
/// `doc-1` under the key `paid`, and holds credits for it on `doc-2` under `holds`. It used the key
/// `run-1` for a hold of 1 run. No answer changes it, so one account is enough for all rows.
@TestInstance(Lifecycle.PER_CLASS)
class PrecedenceTest {
  private final Account account = everythingApplies();

  @ParameterizedTest(name = "{3}, {4}: {2} under {1}")
  @MethodSource("rows")
  void the_earlier_answer_wins_and_changes_nothing(
      String rule, String key, Run run, Class<? extends ChargeResult> answer, String instead) {
    long before = account.balance().version();

    ChargeResult result = account.charge(key, run);

    assertThat(result).as(rule + ", " + instead).isInstanceOf(answer);
    assertThat(account.balance().version()).isEqualTo(before);
  }

  static Stream<Arguments> rows() {
    Run letter = run("letter").on("doc-1");
    Run held = run("letter").on("doc-2");
    return Stream.of(
        row("400", "run-1", run("letter"), DocumentMissing.class, "not key-reused"),
        row("400", "new", run("note"), DocumentMissing.class, "not free"),
        row("400", "new", run("letter"), DocumentMissing.class, "not out of credits"),
        row("replay", "paid", letter, AlreadyCharged.class, "not paid before"),
        row("replay", "run-1", run(1).held(), AlreadyCharged.class, "not out of credits"),
        row("key", "run-1", run("sing"), KeyReused.class, "not an unknown action"),
        row("key", "run-1", run("look"), KeyReused.class, "not free"),
        row("key", "run-1", letter, KeyReused.class, "not paid before"),
        row("key", "run-1", run(2), KeyReused.class, "not out of credits"),
        row("unknown", "new", run("sing"), UnknownAction.class, "not out of credits"),
        row("free", "new", run("look"), Free.class, "not out of credits"),
        row("free", "new", run("look").held(), Free.class, "not too many holds"),
        row("document", "new", letter, PaidBefore.class, "not out of credits"),
        row("document", "new", letter.held(), PaidBefore.class, "not too many holds"),
        row("document", "new", held, InProgress.class, "not out of credits"),
        row("document", "new", held.held(), InProgress.class, "not too many holds"),
        row("replay", "holds", held.held(), AlreadyCharged.class, "not in progress"),
        row("key", "holds", held, KeyReused.class, "not in progress"),
        row("credits", "new", run(1).held(), OutOfCredits.class, "not too many holds"));
  }

  @ParameterizedTest
  @MethodSource("holds")
  void the_100_holds_are_checked_after_the_credits(
      int quantity, Class<? extends ChargeResult> answer) {
    Account full = withHolds(100, 105);

    assertThat(full.charge("new", run(quantity).held())).isInstanceOf(answer);
  }

  static Stream<Arguments> holds() {
    return Stream.of(Arguments.of(5, TooManyHolds.class), Arguments.of(6, OutOfCredits.class));
  }

  private static Account everythingApplies() {
    Account account = withHolds(99, 101);
    account.charged("holds", run("letter").on("doc-2").held());
    account.charged("paid", run("letter").on("doc-1"));
    return account;
  }

  private static Account withHolds(int holds, long credits) {
    Account account = Account.on(simple().oncePerDocument("note", 0)).topUp(credits);
    for (int hold = 0; hold < holds; hold++) {
      account.charged(run(1).held());
    }
    return account;
  }

  private static Arguments row(
      String rule, String key, Run run, Class<? extends ChargeResult> answer, String instead) {
    return Arguments.of(rule, key, run, answer, instead);
  }
}
