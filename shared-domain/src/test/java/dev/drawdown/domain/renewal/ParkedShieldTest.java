package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BillingState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// P7: while a payment event is parked, for at most 30 days, its account isn't suspended without a
/// known failure.
class ParkedShieldTest {
  private static final Instant GRACE_END = APRIL.plus(Duration.ofDays(14));
  private static final Instant END_OF_MAY = utc("2026-06-01T00:00:00Z");
  private static final Run LETTER = run("letter.generate").on("doc-1");

  /// Thirty days after the first of April is the first of May.
  @Test
  void a_parked_event_shields_for_thirty_days_and_no_longer() {
    Account account = subscriber().at(APRIL).parked().at(justBefore(MAY));

    assertThat(standing(account)).isEqualTo(Standing.ACTIVE);
    account.charged(LETTER);
    assertThat(account.left()).containsExactly(99L, 10L);
    assertThat(standing(account.at(MAY))).isEqualTo(Standing.SUSPENDED);
    assertThat(account.charge("late", LETTER.on("doc-2"))).isInstanceOf(PaymentRequired.class);
    assertThat(account.ledger(EntryKind.STANDING).getLast().at()).isEqualTo(MAY);
  }

  @Test
  void a_known_failure_suspends_as_usual() {
    Account account = subscriber().at(APRIL).parked().given(failed(APRIL));

    assertThat(standing(account.at(justBefore(GRACE_END)))).isEqualTo(Standing.GRACE);
    assertThat(standing(account.at(GRACE_END))).isEqualTo(Standing.SUSPENDED);
  }

  /// A wallet forgets facts without effect. A failure still matters while an event may be parked.
  @Test
  void an_old_failure_is_not_forgotten_when_an_event_is_parked() {
    Account account = subscriber().at(APRIL).given(failed(APRIL)).at(GRACE_END);
    account.given(paid("sub-2", "solo", GRACE_END, MAY), ended("sub-2", GRACE_END));

    account.at(MAY).given(paid("solo", MARCH, APRIL), cancelled(MAY, END_OF_MAY)).parked();

    assertThat(standing(account)).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void an_event_parked_after_the_suspension_ends_it_and_dropping_it_suspends_again() {
    Account account = subscriber().given(LETTER).at(MAY);
    assertThat(standing(account)).isEqualTo(Standing.SUSPENDED);

    assertThat(standing(account.parked())).isEqualTo(Standing.ACTIVE);
    assertThat(account.left()).containsExactly(99L, 10L);
    assertThat(standing(account.unparked())).isEqualTo(Standing.SUSPENDED);
    assertThat(account.left()).containsExactly(10L);
  }

  /// One transaction counts the event, and restores the buckets and the standing.
  @Test
  void a_parked_event_restores_a_suspended_account_at_once() {
    AccountWallet suspended = subscriber().given(LETTER).at(MAY).advanced();

    List<Commit> commits = Rules.of(OUTSMART).eventParking().park(suspended, MAY, MAY);

    assertThat(commits).hasSize(1);
    AccountWallet written = wallet(commits);
    assertThat(written.billing().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(written.total().amount()).isEqualTo(109);
  }

  /// A commit has at most 40 entries. Here one is for the parked event, one for the standing, and
  /// one for each bucket.
  @ParameterizedTest
  @CsvSource({"38, 40", "39, 1"})
  void changes_that_do_not_fit_into_the_commit_stay_due(int plans, int entries) {
    Account account = Account.on(OUTSMART);
    for (int number = 0; number < plans; number++) {
      account.given(paid("sub-" + number, "solo", MARCH, APRIL));
    }
    AccountWallet suspended = account.at(MAY).advanced();

    List<Commit> commits = Rules.of(OUTSMART).eventParking().park(suspended, MAY, MAY);

    assertThat(commits).hasSize(1);
    assertThat(((Commit.Step) commits.getFirst()).journal().entries()).hasSize(entries);
    AccountWallet advanced = Rules.of(OUTSMART).advancing().advance(wallet(commits), MAY).wallet();
    assertThat(advanced.billing().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(advanced.total().amount()).isEqualTo(100L * plans);
  }

  @Test
  void an_event_parked_long_after_its_first_delivery_shields_for_the_remaining_days() {
    Account account = subscriber().at(GRACE_END).parked(APRIL);

    assertThat(standing(account)).isEqualTo(Standing.ACTIVE);
    assertThat(standing(account.at(MAY))).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_replay_that_fails_again_renews_nothing() {
    Account account = subscriber().at(APRIL).parked();

    account.at(GRACE_END).unparked(APRIL).parked(APRIL);

    assertThat(standing(account.at(justBefore(MAY)))).isEqualTo(Standing.ACTIVE);
    assertThat(standing(account.at(MAY))).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void each_of_two_events_shields_for_its_own_thirty_days() {
    Account account = subscriber().at(APRIL).parked().at(GRACE_END).parked();
    Account dropped = subscriber().at(APRIL).parked().at(GRACE_END).parked();

    assertThat(standing(account.at(MAY))).isEqualTo(Standing.ACTIVE);
    assertThat(standing(account.at(GRACE_END.plus(Duration.ofDays(30)))))
        .isEqualTo(Standing.SUSPENDED);

    dropped.unparked(GRACE_END);
    assertThat(standing(dropped)).isEqualTo(Standing.ACTIVE);
    assertThat(standing(dropped.at(justBefore(MAY)))).isEqualTo(Standing.ACTIVE);
    assertThat(standing(dropped.at(MAY))).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void only_the_latest_of_very_many_events_are_kept() {
    Account account = subscriber().at(APRIL);
    for (int second = 0; second <= BillingState.MAX_PARKED; second++) {
      account.parked(APRIL.plusSeconds(second));
    }

    assertThat(account.advanced().billing().parkedSince())
        .hasSize(BillingState.MAX_PARKED)
        .startsWith(APRIL.plusSeconds(1));
    account.unparked(APRIL);
    assertThat(account.advanced().billing().parked()).isEqualTo(BillingState.MAX_PARKED);
  }

  private static AccountWallet wallet(List<Commit> commits) {
    return (AccountWallet) ((Commit.Step) commits.getFirst()).journal().wallet();
  }

  private static Standing standing(Account account) {
    return account.balance().standing();
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }
}
