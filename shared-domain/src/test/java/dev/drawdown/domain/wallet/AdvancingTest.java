package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static dev.drawdown.domain.ledger.EntryKind.EXPIRY;
import static dev.drawdown.domain.ledger.EntryKind.GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.rules.Rules;
import org.junit.jupiter.api.Test;

/// T1, T2, T4, P8: due changes have happened at every read.
class AdvancingTest {
  private static final WalletAdvancing FIFTY_A_MONTH =
      Rules.of(catalog().monthly(50).build()).advancing();
  private static final WalletAdvancing NOTHING_FREE = Rules.of(simple().build()).advancing();

  @Test
  void a_period_is_open_to_the_last_millisecond_and_over_at_its_end() {
    AccountWallet wallet = wallet().plan(20, 50).build();

    assertThat(FIFTY_A_MONTH.advance(wallet, utc("2026-03-31T23:59:59.999Z")).entries()).isEmpty();
    assertThat(FIFTY_A_MONTH.advance(wallet, utc("2026-04-01T00:00:00.000Z")).entries())
        .extracting(Entry::kind, Entry::at)
        .containsExactly(tuple(EXPIRY, APRIL), tuple(GRANT, APRIL));
  }

  @Test
  void a_month_starts_fresh_and_remaining_credits_expire() {
    AccountWallet wallet = wallet().plan(20, 50).build();

    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(wallet, APRIL);

    assertThat(advanced.wallet().total()).isEqualTo(credits(50));
    assertThat(advanced.entries()).extracting(Entry::change).containsExactly(-20L, 50L);
    assertThat(advanced.wallet().book().unpaidPlan().orElseThrow().endsAt()).isEqualTo(MAY);
  }

  @Test
  void an_empty_month_expires_without_an_entry() {
    AccountWallet wallet = wallet().plan(0, 50).build();

    assertThat(FIFTY_A_MONTH.advance(wallet, APRIL).entries())
        .extracting(Entry::kind)
        .containsExactly(GRANT);
  }

  @Test
  void entries_have_the_time_when_they_became_true_even_if_written_late() {
    AccountWallet wallet = wallet().plan(20, 50).build();

    WalletAdvance<AccountWallet> late = FIFTY_A_MONTH.advance(wallet, utc("2026-04-20T09:30:00Z"));

    assertThat(late.entries()).extracting(Entry::at).containsOnly(APRIL);
  }

  @Test
  void the_29th_of_february_belongs_to_february() {
    AccountWallet wallet = wallet().plan("monthly", 20, 50, utc("2028-03-01T00:00:00Z")).build();

    assertThat(FIFTY_A_MONTH.advance(wallet, utc("2028-02-29T23:59:59.999Z")).entries()).isEmpty();
    assertThat(FIFTY_A_MONTH.advance(wallet, utc("2028-03-01T00:00:00Z")).wallet().total())
        .isEqualTo(credits(50));
  }

  @Test
  void a_grant_in_january_of_a_leap_year_is_followed_by_a_february_of_29_days() {
    AccountWallet wallet = wallet().plan("monthly", 20, 50, utc("2028-02-01T00:00:00Z")).build();

    AccountWallet advanced = FIFTY_A_MONTH.advance(wallet, utc("2028-02-01T00:00:00Z")).wallet();

    assertThat(advanced.book().unpaidPlan().orElseThrow().endsAt())
        .isEqualTo(utc("2028-03-01T00:00:00Z"));
  }

  @Test
  void months_without_a_read_are_not_saved_up() {
    AccountWallet wallet = wallet().plan(20, 50).build();

    WalletAdvance<AccountWallet> advanced =
        FIFTY_A_MONTH.advance(wallet, utc("2026-08-15T12:00:00Z"));

    assertThat(advanced.wallet().total()).isEqualTo(credits(50));
    assertThat(advanced.entries()).extracting(Entry::kind).containsExactly(EXPIRY, GRANT);
    assertThat(advanced.wallet().book().unpaidPlan().orElseThrow().endsAt())
        .isEqualTo(utc("2026-09-01T00:00:00Z"));
  }

  @Test
  void a_month_ends_at_the_turn_of_the_year_as_usual() {
    AccountWallet wallet = wallet().plan("monthly", 20, 50, utc("2027-01-01T00:00:00Z")).build();

    assertThat(FIFTY_A_MONTH.advance(wallet, utc("2026-12-31T23:59:59.999Z")).entries()).isEmpty();
    assertThat(
            FIFTY_A_MONTH.advance(wallet, utc("2027-01-01T00:00:00Z")).wallet().book().unpaidPlan())
        .hasValueSatisfying(
            plan -> assertThat(plan.endsAt()).isEqualTo(utc("2027-02-01T00:00:00Z")));
  }

  @Test
  void an_untouched_allowance_renews_without_an_entry() {
    AccountWallet wallet = wallet().plan(50).build();

    WalletAdvance<AccountWallet> advanced =
        FIFTY_A_MONTH.advance(wallet, utc("2027-02-10T00:00:00Z"));

    assertThat(advanced.steps()).isEmpty();
    assertThat(advanced.wallet().version()).isEqualTo(wallet.version());
    assertThat(advanced.wallet().book().unpaidPlan().orElseThrow().endsAt())
        .isEqualTo(utc("2027-03-01T00:00:00Z"));
  }

  @Test
  void an_untouched_allowance_whose_amount_changes_is_expired_and_granted() {
    WalletAdvancing sixtyFromMay =
        Rules.of(catalog().monthlyFrom("2026-05-01T00:00:00Z", 60).monthly(50).build()).advancing();
    AccountWallet wallet = wallet().plan(50).build();

    assertThat(sixtyFromMay.advance(wallet, justBefore(MAY)).entries()).isEmpty();
    assertThat(sixtyFromMay.advance(wallet, MAY).entries())
        .extracting(Entry::change)
        .containsExactly(-50L, 60L);
  }

  @Test
  void a_due_grant_uses_the_amount_in_force_at_its_time() {
    WalletAdvancing sixtyFromMidApril =
        Rules.of(catalog().monthlyFrom("2026-04-15T00:00:00Z", 60).monthly(50).build()).advancing();
    AccountWallet wallet = wallet().plan(20, 50).build();

    assertThat(sixtyFromMidApril.advance(wallet, utc("2026-04-20T00:00:00Z")).wallet().total())
        .isEqualTo(credits(50));
    assertThat(sixtyFromMidApril.advance(wallet, MAY).wallet().total()).isEqualTo(credits(60));
  }

  @Test
  void packs_and_starter_credits_outlive_every_month() {
    AccountWallet wallet = wallet().plan(20, 50).starter(4, 10).topUp(7).build();

    AccountWallet advanced = FIFTY_A_MONTH.advance(wallet, utc("2036-01-01T00:00:00Z")).wallet();

    assertThat(advanced.total()).isEqualTo(credits(50 + 4 + 7));
  }

  @Test
  void a_plan_without_a_successor_expires_and_is_removed() {
    AccountWallet wallet = wallet().plan(20, 100).topUp(5).build();

    WalletAdvance<AccountWallet> advanced = NOTHING_FREE.advance(wallet, APRIL);

    assertThat(advanced.entries()).extracting(Entry::kind).containsExactly(EXPIRY);
    assertThat(advanced.wallet().total()).isEqualTo(credits(5));
  }

  @Test
  void the_changes_up_to_an_instant_leave_out_those_after_it() {
    AccountWallet paid = wallet().plan(20).paid().build();

    assertThat(NOTHING_FREE.changes(paid, justBefore(APRIL)))
        .extracting(wallet -> wallet.billing().followedAt())
        .containsExactly(MARCH);
    assertThat(NOTHING_FREE.changes(paid, APRIL))
        .extracting(wallet -> wallet.billing().followedAt())
        .containsExactly(MARCH, APRIL);
  }

  @Test
  void an_unseen_account_has_no_due_changes() {
    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(unseen(), NOW);

    assertThat(advanced.steps()).isEmpty();
    assertThat(advanced.wallet()).isEqualTo(unseen());
  }
}
