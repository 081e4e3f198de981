package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.givenUp;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Office;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// O4, P7: the plans of a member and of its pool are paid, suspended and ended independently.
class SuspendedMemberTest {
  private static final CatalogBuilder CATALOG =
      simple().paid("solo", 3, 0).pool("office", 5).suspendedDraws();

  @Test
  void a_suspended_account_can_not_draw_from_a_paid_pool() {
    Account mia = suspendedMember(CATALOG);

    assertThat(mia.charge("k1", run(1))).isInstanceOf(PaymentRequired.class);
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(PaymentRequired.class);
    assertThat(mia.charge("k3", run("look"))).isInstanceOf(ChargeResult.Free.class);
    assertThat(mia.balance().total()).isEqualTo(credits(0));
  }

  @Test
  void a_suspended_account_draws_from_the_pool_if_the_catalog_allows_it() {
    Account mia =
        suspendedMember(
            simple().paid("solo", 3, 0).pool("office", 5).suspendedDraws(BucketKind.POOL));
    mia.topUp(10);

    assertThat(mia.balance().total()).isEqualTo(credits(5));
    assertThat(mia.charge("k1", run(5))).isInstanceOf(Charged.class);
    assertThat(mia.left()).containsExactly(0L, 10L);
    assertThat(mia.charge("k2", run(1)))
        .isInstanceOfSatisfying(
            PaymentRequired.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(new Step.UpdatePaymentMethod(Optional.empty())));
  }

  @Test
  void a_suspended_account_draws_packs_only_if_the_catalog_allows_only_them() {
    Account mia =
        suspendedMember(
            simple().paid("solo", 3, 0).pool("office", 5).suspendedDraws(BucketKind.TOP_UP));
    mia.topUp(10);

    assertThat(mia.charge("k1", run(10))).isInstanceOf(Charged.class);
    assertThat(mia.left()).containsExactly(5L);
    assertThat(mia.charge("k2", run(1))).isInstanceOf(PaymentRequired.class);
  }

  @Test
  void a_suspended_account_still_sees_its_member_allowance() {
    Account mia = suspendedMember(CATALOG);

    assertThat(mia.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(mia.left()).containsExactly(5L);
    assertThat(mia.planLeft()).contains(3L);
  }

  @Test
  void a_suspended_account_can_refund_its_draws_from_the_pool() {
    Office office = office(CATALOG);
    Account mia = office.member("mia").given(paid("sub-mia", "solo", MARCH, APRIL));
    mia.charged("k1", run(7));
    office.at(APRIL).given(renewed("office", APRIL, MAY));
    office.at("2026-04-20T00:00:00Z");

    assertThat(mia.refund("k1")).isInstanceOf(RefundResult.Refunded.class);
    assertThat(office.left()).isEqualTo(5);
  }

  @Test
  void a_suspended_pool_counts_as_empty_and_own_buckets_stay_usable() {
    Office office = office(CATALOG);
    Account mia = office.member("mia").given(paid("sub-mia", "solo", MARCH, MAY)).topUp(10);

    office.at(APRIL).given(givenUp(APRIL)).at("2026-04-04T00:00:00Z");

    assertThat(office.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(mia.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(mia.left()).containsExactly(3L, 0L, 10L);
    assertThat(mia.charged(run(13)).cost()).isEqualTo(credits(13));
    assertThat(mia.charge("more", run(1))).isInstanceOf(OutOfCredits.class);
    assertThat(office.left()).isZero();
  }

  @Test
  void an_ended_pool_counts_as_empty_and_own_buckets_stay_usable() {
    Office office = office(CATALOG);
    Account mia = office.member("mia").topUp(10);

    office.given(ended(office.clock()));

    assertThat(mia.left()).containsExactly(10L);
    mia.charged(run(10));
    assertThat(mia.charge("more", run(1))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void members_of_an_ended_pool_draw_again_after_a_new_payment() {
    Office office = office(CATALOG);
    Account mia = office.member("mia", 2);
    mia.charged(run(2));
    office.given(ended(office.clock()));

    office.given(paid("sub-2", "office", office.clock(), APRIL));

    assertThat(mia.left()).containsExactly(2L);
    mia.charged(run(2));
    assertThat(office.left()).isEqualTo(3);
  }

  private static Office office(CatalogBuilder catalog) {
    return Office.paid(catalog);
  }

  /// A member whose own plan was paid until April only, while the pool is paid until May.
  private static Account suspendedMember(CatalogBuilder catalog) {
    Office office = office(catalog);
    Account mia = office.member("mia").given(paid("sub-mia", "solo", MARCH, APRIL));
    office.at(APRIL).given(renewed("office", APRIL, MAY));
    office.at("2026-04-20T00:00:00Z");
    return mia;
  }
}
