package dev.drawdown.domain.topup;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.AlreadyToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.KeyReused;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.TooManyPacks;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.ToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.UnknownPack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// U1, U2: a pack is credited once per payment; the catalog may sell packs to plan holders only.
class TopUpTest {
  @Test
  void a_pack_is_a_bucket_of_its_own_that_never_expires() {
    Account account = Account.on(AI_EMPLOYEE);

    TopUpResult first = account.pay("pi_1", "pack-250");
    TopUpResult second = account.pay("pi_2", "pack-250");

    assertThat(first).isInstanceOf(ToppedUp.class);
    assertThat(second).isInstanceOf(ToppedUp.class);
    account.after(Duration.ofDays(3650));
    assertThat(account.advanced().total().amount()).isEqualTo(500);
    Entry grant = account.ledger().getFirst();
    assertThat(grant.cause().payment()).contains(new PaymentId("pi_1"));
    assertThat(grant.cause().reason()).contains("top-up");
  }

  @Test
  void a_payment_is_credited_once_by_api_and_checkout_in_either_order() {
    Account api = Account.on(AI_EMPLOYEE);
    Account checkout = Account.on(AI_EMPLOYEE);
    api.pay("pi_1", "pack-250");
    checkout.checkOut("pi_1", "pack-250");

    assertThat(api.checkOut("pi_1", "pack-250")).isInstanceOf(AlreadyToppedUp.class);
    assertThat(checkout.pay("pi_1", "pack-250")).isInstanceOf(AlreadyToppedUp.class);
    assertThat(api.ledger()).hasSize(1);
    assertThat(checkout.ledger()).hasSize(1);
  }

  @Test
  void one_payment_used_for_two_accounts_credits_one() {
    InMemoryTable table = new InMemoryTable();
    Account mia = Account.of("mia", AI_EMPLOYEE, table);
    Account ben = Account.of("ben", AI_EMPLOYEE, table);
    mia.pay("pi_1", "pack-250");

    TopUpResult result = ben.checkOut("pi_1", "pack-250");

    assertThat(result)
        .isInstanceOfSatisfying(
            KeyReused.class, reused -> assertThat(reused.first().owner().value()).isEqualTo("mia"));
    assertThat(ben.ledger()).isEmpty();
  }

  @Test
  void one_payment_credits_one_pack() {
    Account account = Account.on(AI_EMPLOYEE);
    account.pay("pi_1", "pack-250");

    assertThat(account.pay("pi_1", "pack-1000")).isInstanceOf(KeyReused.class);
    assertThat(account.pay("pi_1", "pack-9")).isInstanceOf(KeyReused.class);
  }

  @Test
  void an_unknown_pack_is_refused() {
    Account account = Account.on(AI_EMPLOYEE);

    assertThat(account.pay("pi_1", "pack-9")).isEqualTo(new UnknownPack(new PackId("pack-9")));
  }

  @Test
  void packs_for_plan_holders_need_a_plan() {
    Account account = Account.on(OUTSMART);
    assertThat(account.pay("pi_1", "pack-50")).isInstanceOf(PlanRequired.class);

    account.given(paid("solo", MARCH, APRIL));

    assertThat(account.pay("pi_1", "pack-50")).isInstanceOf(ToppedUp.class);
    account.given(ended(NOW));
    assertThat(account.pay("pi_2", "pack-50")).isInstanceOf(PlanRequired.class);
  }

  @Test
  void a_paid_checkout_is_always_credited() {
    Account account = Account.on(OUTSMART);

    assertThat(account.checkOut("pi_1", "pack-50")).isInstanceOf(ToppedUp.class);
    assertThat(account.advanced().total().amount()).isEqualTo(50);
  }

  @Test
  void one_pack_more_than_the_limit_is_refused_until_one_is_used_up() {
    Account account = withTheMostPacks();

    assertThat(account.pay("pi_new", "pack")).isEqualTo(new TooManyPacks(ToppingUp.MAX_PACKS));
    assertThat(account.pay("pi_1", "pack")).isInstanceOf(AlreadyToppedUp.class);
    assertThat(account.pay("pi_new", "pack-9")).isInstanceOf(UnknownPack.class);
    assertThat(account.advanced().total().amount()).isEqualTo(ToppingUp.MAX_PACKS);
    account.charged(run(1));
    assertThat(account.pay("pi_new", "pack")).isInstanceOf(ToppedUp.class);
    assertThat(account.pay("pi_more", "pack")).isInstanceOf(TooManyPacks.class);
  }

  @Test
  void a_paid_checkout_is_credited_beyond_the_limit() {
    Account account = withTheMostPacks();

    assertThat(account.checkOut("pi_new", "pack")).isInstanceOf(ToppedUp.class);

    assertThat(account.advanced().book().packs()).hasSize(ToppingUp.MAX_PACKS + 1);
    assertThat(account.pay("pi_more", "pack")).isInstanceOf(TooManyPacks.class);
  }

  /// The packs are used up meanwhile, and the account buys others.
  @Test
  void credits_return_to_used_up_packs_beyond_the_limit() {
    Account account = withTheMostPacks();
    account.charged("all", run(ToppingUp.MAX_PACKS));
    account.pay("pi_new", "pack");

    account.refund("all");

    assertThat(account.advanced().book().packs()).hasSize(ToppingUp.MAX_PACKS + 1);
    assertThat(account.pay("pi_more", "pack")).isInstanceOf(TooManyPacks.class);
  }

  /// An account with as many packs as it may have, of one credit each.
  private static Account withTheMostPacks() {
    Account account =
        Account.on(CatalogFixtures.catalog().action("run", 1).pack("pack", 1).build());
    for (int number = 1; number <= ToppingUp.MAX_PACKS; number++) {
      assertThat(account.pay("pi_" + number, "pack")).isInstanceOf(ToppedUp.class);
    }
    return account;
  }
}
