package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static dev.drawdown.domain.ledger.EntryKind.EXPIRY;
import static dev.drawdown.domain.ledger.EntryKind.GRANT;
import static dev.drawdown.domain.ledger.EntryKind.RELEASE;
import static dev.drawdown.domain.ledger.EntryKind.STANDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Wallets;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// T2, T5: changes due at one instant have an order, and many of them commit in steps.
class AdvancingOrderTest {
  private static final WalletAdvancing FIFTY_A_MONTH =
      Rules.of(catalog().monthly(50).build()).advancing();
  private static final WalletAdvancing NOTHING_FREE = Rules.of(simple().build()).advancing();
  private static final Instant GRACE_ENDS = APRIL.plus(Duration.ofDays(14));

  @Test
  void at_one_instant_buckets_expire_then_grants_come_then_holds_expire() {
    AccountWallet wallet = wallet().plan(20).held(8, APRIL).topUp(5).held(2, APRIL).build();

    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(wallet, APRIL);

    assertThat(advanced.entries())
        .extracting(Entry::kind)
        .containsExactly(EXPIRY, GRANT, RELEASE, RELEASE);
    assertThat(advanced.entries()).extracting(Entry::change).containsExactly(-20L, 50L, 0L, 2L);
  }

  @Test
  void at_one_instant_operators_grants_expire_before_the_month() {
    AccountWallet wallet =
        wallet().plan(20).topUp(5).held(2, APRIL).promotional(3, Optional.of(APRIL)).build();

    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(wallet, APRIL);

    assertThat(advanced.entries())
        .extracting(Entry::kind)
        .containsExactly(EXPIRY, EXPIRY, GRANT, RELEASE);
    assertThat(advanced.entries()).extracting(Entry::change).containsExactly(-3L, -20L, 50L, 2L);
  }

  @Test
  void at_the_end_of_a_paid_plans_grace_the_order_is_the_same() {
    AccountWallet wallet =
        wallet()
            .plan(20)
            .paid()
            .topUp(5)
            .held(2, GRACE_ENDS)
            .promotional(3, Optional.of(GRACE_ENDS))
            .build();

    WalletAdvance<AccountWallet> advanced = NOTHING_FREE.advance(wallet, GRACE_ENDS);

    assertThat(advanced.entries())
        .extracting(Entry::kind)
        .containsExactly(EXPIRY, EXPIRY, STANDING, RELEASE);
    assertThat(advanced.entries()).extracting(Entry::change).containsExactly(-3L, -20L, 0L, 2L);
  }

  @Test
  void holds_that_expire_together_return_in_the_order_of_their_entries() {
    AccountWallet wallet = wallet().topUp(5).held(3, NOW).topUp(6).held(4, NOW).build();

    assertThat(NOTHING_FREE.advance(wallet, NOW).entries())
        .extracting(Entry::change)
        .containsExactly(3L, 4L);
  }

  @Test
  void a_hold_that_expires_in_time_returns_before_its_month_expires() {
    AccountWallet wallet = wallet().plan(20).held(8, justBefore(APRIL)).build();

    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(wallet, APRIL);

    assertThat(advanced.entries()).extracting(Entry::change).containsExactly(8L, -28L, 50L);
  }

  @Test
  void a_hold_is_open_to_the_last_millisecond_and_its_credits_return_at_its_expiry() {
    AccountWallet wallet = wallet().topUp(20).held(8, NOW).build();

    assertThat(NOTHING_FREE.advance(wallet, justBefore(NOW)).wallet().held()).isEqualTo(credits(8));
    assertThat(NOTHING_FREE.advance(wallet, NOW).wallet().total()).isEqualTo(credits(28));
  }

  @Test
  void no_step_has_more_than_40_entries() {
    Wallets many = wallet().plan(20);
    for (int hold = 0; hold < 95; hold++) {
      many.held(1, hold % 2 == 0 ? NOW : APRIL);
    }

    WalletAdvance<AccountWallet> advanced = FIFTY_A_MONTH.advance(many.build(), APRIL);

    assertThat(advanced.steps())
        .extracting(step -> step.entries().size())
        .containsExactly(40, 40, 17);
    assertThat(advanced.lastWritten()).isEqualTo(many.build().version());
    assertThat(advanced.steps().getLast().wallet()).isEqualTo(advanced.wallet());
    assertStepsFollowEachOther(advanced.steps());
  }

  private static void assertStepsFollowEachOther(List<Journal<AccountWallet>> steps) {
    for (int step = 1; step < steps.size(); step++) {
      assertThat(steps.get(step).basedOn()).isEqualTo(steps.get(step - 1).wallet().version());
    }
  }
}
