package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// V1, F2: refunded credits return to a term in grace or frozen. Credits of a replaced, refilled,
/// reset or cleared term expire.
class FrozenRefundTest {
  private static final Instant FROZEN = APRIL.plus(Duration.ofDays(14));
  private static final Instant WEEK_LATER = NOW.plus(Duration.ofDays(7));
  private static final Instant FROZEN_EARLY = WEEK_LATER.plus(Duration.ofDays(14));

  private final Account account =
      Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0).upgradeResets())
          .given(paid("solo", MARCH, APRIL));

  @Test
  void a_bucket_in_grace_gets_its_credits_back() {
    account.charged("k", run(40));

    assertThat(refunded(account.at(APRIL).given(failed(APRIL)))).isEqualTo(restored(40));
    assertThat(account.left()).containsExactly(100L);
  }

  @Test
  void a_frozen_bucket_gets_its_credits_back_and_the_entry_shows_it() {
    account.charged("k", run(40));
    account.at(FROZEN);

    assertThat(refunded(account)).isEqualTo(restored(40));
    assertThat(refunded(account)).isEqualTo(restored(40));
    assertThat(account.total()).isZero();
    assertThat(account.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
    requireAudited();
  }

  @Test
  void credits_refunded_to_a_frozen_bucket_are_usable_after_its_restoration() {
    account.charged("k", run(40));
    account.at(FROZEN).refund("k");

    account.parked();

    assertThat(account.left()).containsExactly(100L);
    requireAudited();
  }

  @Test
  void a_hold_that_expires_or_is_released_on_a_frozen_bucket_is_restored() {
    account.at(FROZEN.minusSeconds(60));
    account.charged("k", run(40).held());
    account.charged("expires", run(10).held());
    account.charged("kept", run(20).held());
    account.at(FROZEN);

    assertThat(refunded(account)).isEqualTo(restored(40));
    account.capture("kept", 5);
    account.after(Duration.ofHours(1));

    assertThat(returned(account.refund("expires"))).isEqualTo(restored(10));
    assertThat(account.balance().frozen()).extracting(Bucket::remaining).contains(credits(95));
    account.parked().unparked();
    assertThat(returned(account.refund("expires"))).isEqualTo(restored(10));
    requireAudited();
  }

  /// F1, H3: the expiry decides what returned, and later changes of the bucket don't matter.
  @Test
  void a_release_of_a_hold_that_expired_on_a_frozen_bucket_answers_the_same_after_the_renewal() {
    account.at(FROZEN.minusSeconds(60));
    account.charged("k", run(10).held());
    account.after(Duration.ofHours(1));
    assertThat(refunded(account)).isEqualTo(restored(10));

    account.given(renewed("solo", APRIL, MAY));

    assertThat(account.left()).containsExactly(100L);
    assertThat(account.balance().frozen()).isEmpty();
    assertThat(refunded(account)).isEqualTo(restored(10));
  }

  @Test
  void the_first_release_after_the_renewal_answers_what_the_expiry_restored() {
    account.at(FROZEN.minusSeconds(60));
    account.charged("k", run(10).held());
    account.after(Duration.ofHours(1)).given(renewed("solo", APRIL, MAY));

    assertThat(refunded(account)).isEqualTo(restored(10));
  }

  @Test
  void a_hold_on_a_replaced_bucket_has_expired_although_another_bucket_is_frozen() {
    account.at(FROZEN.minusSeconds(60));
    account.charged("k", run(10).held());
    account.given(renewed("solo", APRIL, MAY)).after(Duration.ofHours(1));
    assertThat(refunded(account)).isEqualTo(expired(10));

    account.at(MAY.plus(Duration.ofDays(15)));

    assertThat(account.balance().frozen()).hasSize(1);
    assertThat(refunded(account)).isEqualTo(expired(10));
  }

  /// V1: the change of the written expiry has only the 10 credits of the pack, because the 100 of
  /// the frozen bucket aren't in the wallet's total. The answer counts both.
  @Test
  void a_hold_on_a_frozen_bucket_and_a_pack_expires_into_both() {
    account.topUp(20).at(FROZEN.minusSeconds(60));
    account.charged("k", run(110).held());
    account.after(Duration.ofHours(1)).topUp(5);

    assertThat(refunded(account)).isEqualTo(restored(110));
    assertThat(account.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
  }

  @Test
  void a_replaced_reset_cleared_or_removed_bucket_takes_nothing_back() {
    account.charged("k", run(40));
    account.at(FROZEN).given(renewed("solo", APRIL, MAY));
    assertThat(refunded(account)).isEqualTo(expired(40));

    Account reset = fresh().given(paid("plus", NOW, APRIL));
    Account cleared = fresh().given(cancelled(NOW, APRIL)).at(APRIL);
    Account removed = fresh().given(ended(NOW));
    assertThat(refunded(reset)).isEqualTo(expired(40));
    assertThat(refunded(cleared)).isEqualTo(expired(40));
    assertThat(refunded(removed)).isEqualTo(expired(40));
  }

  /// P4: a smaller term that carries on has at most its own amount.
  @Test
  void a_smaller_term_that_carries_on_keeps_no_more_than_its_own_amount() {
    Account yearly = plus();
    yearly.charged("k", run(250));
    yearly.given(paid("solo", NOW, MAY));
    assertThat(yearly.left()).containsExactly(50L);

    RefundResult result = yearly.refund("k");

    assertThat(returned(result)).isEqualTo(new Returned(credits(50), credits(200)));
    assertThat(yearly.left()).containsExactly(100L);
    assertThat(yearly.at(justAfter(NOW)).left()).containsExactly(100L);
  }

  /// F2, P4: 260 credits are left, and the smaller term keeps 100 of them.
  @Test
  void a_bucket_that_carried_on_with_its_whole_amount_keeps_nothing() {
    Account changed = plus();
    changed.charged("k", run(40));
    changed.given(paid("solo", NOW, MAY));
    assertThat(changed.left()).containsExactly(100L);

    assertThat(refunded(changed)).isEqualTo(expired(40));
    assertThat(refunded(changed)).isEqualTo(expired(40));
    assertThat(changed.left()).containsExactly(100L);
  }

  @Test
  void an_expired_hold_on_a_bucket_that_carried_on_with_its_whole_amount_has_expired() {
    Account changed = plus();
    changed.charged("k", run(40).held());
    changed.given(paid("solo", NOW, MAY)).after(Duration.ofHours(1));

    assertThat(refunded(changed)).isEqualTo(expired(40));
    assertThat(changed.left()).containsExactly(100L);
  }

  /// F2, P4: the smaller term ends, and its grace too, before the larger term's amount would.
  @Test
  void a_frozen_bucket_that_carried_on_keeps_no_more_than_its_own_amount() {
    Account changed = plus();
    changed.charged("k", run(250));
    changed.given(paid("solo", NOW, WEEK_LATER)).at(justAfter(FROZEN_EARLY));

    assertThat(refunded(changed)).isEqualTo(new Returned(credits(50), credits(200)));
    assertThat(changed.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
  }

  @Test
  void a_frozen_bucket_that_carried_on_gets_back_what_was_drawn_after_that() {
    Account changed = plus();
    changed.charged("before", run(40));
    changed.given(paid("solo", NOW, WEEK_LATER));
    changed.charged("k", run(30));
    changed.at(justAfter(FROZEN_EARLY));

    assertThat(refunded(changed)).isEqualTo(restored(30));
    assertThat(changed.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
    assertThat(returned(changed.refund("before"))).isEqualTo(expired(40));
    assertThat(changed.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
  }

  @Test
  void a_hold_that_expires_on_a_frozen_bucket_that_carried_on_is_restored_as_far_as_it_fits() {
    Account changed = plus();
    changed.charged("most", run(190));
    changed.charged("more", run(60));
    changed.given(paid("solo", NOW, WEEK_LATER)).at(FROZEN_EARLY.minusSeconds(60));
    changed.charged("k", run(20).held());
    changed.refund("more");
    changed.after(Duration.ofHours(1));

    assertThat(refunded(changed)).isEqualTo(new Returned(credits(10), credits(10)));
    assertThat(changed.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
  }

  /// P4: the 160 credits that were clipped before the hold have nothing to do with it.
  @Test
  void a_hold_that_expires_on_a_frozen_bucket_that_carried_on_before_it_is_restored() {
    Account changed = plus();
    changed.charged("before", run(40));
    changed.given(paid("solo", NOW, WEEK_LATER)).at(FROZEN_EARLY.minusSeconds(60));
    changed.charged("k", run(30).held());
    changed.after(Duration.ofHours(1));

    assertThat(refunded(changed)).isEqualTo(restored(30));
    assertThat(changed.balance().frozen()).extracting(Bucket::remaining).contains(credits(100));
  }

  private static Account plus() {
    return Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0))
        .given(paid("plus", MARCH, APRIL));
  }

  private static Instant justAfter(Instant instant) {
    return instant.plusMillis(1);
  }

  private static Account fresh() {
    Account account =
        Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0).upgradeResets())
            .given(paid("solo", MARCH, APRIL));
    account.charged("k", run(40));
    return account;
  }

  private static Returned refunded(Account account) {
    return returned(account.refund("k"));
  }

  private static Returned returned(RefundResult result) {
    return switch (result) {
      case RefundResult.Refunded refunded -> refunded.returned();
      case RefundResult.AlreadyBack back -> back.returned();
      case RefundResult.UnknownCharge unknown -> throw new AssertionError(unknown);
    };
  }

  private static Returned restored(long amount) {
    return new Returned(credits(amount), Credits.NONE);
  }

  private static Returned expired(long amount) {
    return new Returned(Credits.NONE, credits(amount));
  }

  private void requireAudited() {
    Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
    assertThat(audit.consistent()).isTrue();
  }
}
