package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.failedForGood;
import static dev.drawdown.domain.fixtures.Facts.givenUp;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P7: an account without a payment in time is refused, keeps its credits, and is restored by a
/// payment.
class SuspensionTest {
  private static final Instant GRACE_END = APRIL.plus(Duration.ofDays(14));
  private static final Instant MINIMUM_GRACE_END = APRIL.plus(Duration.ofDays(3));
  private static final Run LETTER = run("letter.generate").on("doc-1");

  @Test
  void an_account_is_suspended_after_the_grace_with_or_without_a_known_failure() {
    Account silent = subscriber();
    Account failed = subscriber().at(APRIL).given(failed(APRIL));

    for (Account account : new Account[] {silent, failed}) {
      assertThat(account.at(justBefore(GRACE_END)).balance().standing())
          .isNotEqualTo(Standing.SUSPENDED);
      assertThat(account.at(GRACE_END).balance().standing()).isEqualTo(Standing.SUSPENDED);
      Entry last = account.ledger(EntryKind.STANDING).getLast();
      assertThat(last.at()).isEqualTo(GRACE_END);
      assertThat(last.cause().reason()).contains("suspended");
    }
  }

  @Test
  void an_account_is_suspended_after_the_minimum_grace_if_the_provider_gives_up() {
    Account invoice = subscriber().at(APRIL).given(failed(APRIL), failedForGood(APRIL));
    Account subscription = subscriber().at(APRIL).given(givenUp(APRIL));

    for (Account account : new Account[] {invoice, subscription}) {
      assertThat(account.balance().standing()).isEqualTo(Standing.GRACE);
      assertThat(account.at(justBefore(MINIMUM_GRACE_END)).balance().standing())
          .isEqualTo(Standing.GRACE);
      account.charged(LETTER);
      assertThat(account.at(MINIMUM_GRACE_END).balance().standing()).isEqualTo(Standing.SUSPENDED);
    }
  }

  @Test
  void a_provider_that_gives_up_later_than_the_minimum_grace_suspends_at_once() {
    Account account = subscriber().at(MINIMUM_GRACE_END.plus(Duration.ofDays(2)));
    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);

    account.given(givenUp(APRIL));

    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  /// L2: the standing changes once, when the unpaid period begins.
  @Test
  void a_failure_that_is_reported_early_changes_the_standing_when_its_period_begins() {
    Account account = subscriber();

    account.given(failed(APRIL), failedForGood(APRIL));
    assertThat(standings(account.at(justBefore(APRIL))))
        .containsExactly("failed-ahead", "given-up");

    assertThat(standings(account.at(APRIL)))
        .containsExactly("failed-ahead", "given-up", "payment-failed");
  }

  @Test
  void giving_up_an_older_invoice_does_not_suspend_the_account() {
    Account account = subscriber().at(APRIL).given(renewed("solo", APRIL, MAY));

    account.given(failedForGood(APRIL));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_refusal_of_a_suspended_account_names_the_way_to_pay() {
    Account account = subscriber().at(GRACE_END);

    ChargeResult result = account.charge("key", LETTER);

    assertThat(result)
        .isInstanceOfSatisfying(
            PaymentRequired.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(new Step.UpdatePaymentMethod(Optional.empty())));
    assertThat(account.charge("hold", LETTER.held())).isInstanceOf(PaymentRequired.class);
    assertThat(account.charge("free", "ask")).isInstanceOf(ChargeResult.Free.class);
  }

  @Test
  void a_document_paid_for_before_is_free_for_a_suspended_account_too() {
    Account account = subscriber();
    account.charged(LETTER);

    ChargeResult result = account.at(GRACE_END).charge("key", LETTER);

    assertThat(result).isInstanceOf(ChargeResult.PaidBefore.class);
  }

  @Test
  void a_suspended_account_draws_its_packs_if_the_catalog_allows_it() {
    Account employee = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL)).topUp(30);
    Account outsmart = subscriber().topUp(30);

    employee.at(GRACE_END).charged(run("website.sync"));

    assertThat(employee.left()).containsExactly(5L);
    assertThat(employee.total()).isEqualTo(5);
    assertThat(employee.balance().frozen())
        .extracting(plan -> plan.remaining().amount())
        .containsExactly(500L);
    assertThat(employee.charge("more", "website.sync"))
        .isInstanceOfSatisfying(
            PaymentRequired.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(
                        new Step.UpdatePaymentMethod(Optional.empty()),
                        new Step.TopUp(Optional.empty())));
    assertThat(outsmart.at(GRACE_END).charge("key", LETTER)).isInstanceOf(PaymentRequired.class);
  }

  @Test
  void suspension_destroys_nothing_and_a_later_payment_restores() {
    Account account = subscriber().given(LETTER).at(GRACE_END);
    assertThat(account.planLeft().orElseThrow()).isEqualTo(99);

    account.after(Duration.ofDays(3)).given(renewed("solo", APRIL, MAY));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.planLeft().orElseThrow()).isEqualTo(105);
    assertThat(account.ledger(EntryKind.STANDING).getLast().cause().reason()).contains("restored");
  }

  /// P2: an account that pays the next period in advance isn't suspended any more.
  @Test
  void a_term_that_waits_restores() {
    Account account =
        subscriber().at(GRACE_END).given(renewed("solo", MAY, MAY.plus(Duration.ofDays(31))));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(standings(account)).containsExactly("suspended", "restored");
  }

  @Test
  void another_subscription_restores() {
    Account account = subscriber().at(GRACE_END).given(paid("sub-2", "solo", GRACE_END, MAY));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(standings(account)).containsExactly("suspended", "restored");
  }

  @Test
  void the_end_of_an_unpaid_subscription_restores_nothing() {
    Account failing = unpaidBesideAnother().given(ended("sub-1", APRIL));
    Account suspended = subscriber().at(GRACE_END).given(ended("sub-1", APRIL));

    assertThat(failing.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(standings(failing)).containsExactly("payment-failed", "plan-ended");
    assertThat(suspended.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(standings(suspended)).containsExactly("suspended", "plan-ended");
  }

  @Test
  void the_cancellation_of_an_unpaid_subscription_restores_nothing() {
    Instant later = APRIL.plus(Duration.ofDays(5));
    Account account = unpaidBesideAnother().given(cancelled(APRIL, later)).at(later);

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(standings(account))
        .containsExactly("payment-failed", "cancellation-planned", "cancelled");
  }

  @Test
  void the_end_of_the_grace_of_one_of_two_subscriptions_restores_nothing() {
    Account silent = unpaidBesideAnother().at(GRACE_END);
    Account givenUp = unpaidBesideAnother().at(MINIMUM_GRACE_END.plus(Duration.ofDays(2)));
    givenUp.given(failedForGood(APRIL));

    for (Account account : new Account[] {silent, givenUp}) {
      assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
      assertThat(standings(account)).containsExactly("payment-failed", "unpaid");
    }
  }

  @Test
  void a_payment_restores_one_of_two_subscriptions() {
    Account account = unpaidBesideAnother().given(renewed("solo", APRIL, MAY));

    assertThat(standings(account)).containsExactly("payment-failed", "restored");
  }

  /// The renewal of the first of two subscriptions has failed.
  private static Account unpaidBesideAnother() {
    return subscriber()
        .given(paid("sub-2", "solo", MARCH, MAY))
        .at(APRIL.plus(Duration.ofDays(1)))
        .given(failed(APRIL));
  }

  private static List<String> standings(Account account) {
    return account.ledger(EntryKind.STANDING).stream()
        .map(entry -> entry.cause().reason().orElseThrow())
        .toList();
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }
}
