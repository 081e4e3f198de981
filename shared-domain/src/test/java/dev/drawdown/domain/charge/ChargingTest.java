package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// D2, D4, D6, H5: the credits that a charge takes, and the reasons for its refusal.
class ChargingTest {
  @Test
  void a_charge_takes_its_whole_cost_across_buckets() {
    Account account = Account.on(simple().monthly(17)).topUp(33);

    Charge charge = account.charged(run(40));

    assertThat(charge.cost()).isEqualTo(credits(40));
    assertThat(charge.drawdown().draws())
        .extracting(Draw::credits)
        .containsExactly(credits(17), credits(23));
    assertThat(account.left()).containsExactly(0L, 10L);
  }

  @Test
  void a_charge_that_the_buckets_cannot_cover_takes_nothing() {
    Account account = Account.on(simple()).topUp(5);

    ChargeResult result = account.charge("k1", run(6));

    assertThat(result).isInstanceOf(OutOfCredits.class);
    assertThat(((OutOfCredits) result).cost()).isEqualTo(credits(6));
    assertThat(account.total()).isEqualTo(5);
    assertThat(account.kinds()).containsExactly(EntryKind.GRANT);
  }

  @Test
  void charges_on_a_balance_for_k_succeed_exactly_k_times() {
    Account account = Account.on(simple()).topUp(37);

    int charged = 0;
    for (int call = 0; call < 50; call++) {
      charged += account.charge("k" + call, run(1)) instanceof Charged ? 1 : 0;
    }

    assertThat(charged).isEqualTo(37);
    assertThat(account.total()).isZero();
  }

  @Test
  void a_charge_is_an_entry_that_names_it() {
    Account account = Account.on(simple()).topUp(5);

    Charge charge = account.charged(run(2));

    Entry entry = account.ledger(EntryKind.CHARGE).getFirst();
    assertThat(entry.cause().charge()).contains(charge.id());
    assertThat(entry.number()).isEqualTo(charge.openedBy());
    assertThat(entry.at()).isEqualTo(NOW);
    assertThat(entry.balanceAfter()).isEqualTo(credits(3));
  }

  @Test
  void a_charge_first_applies_due_changes() {
    Account account = Account.on(simple().monthly(50)).given(run(50));

    Charge charge = account.at("2026-04-01T00:00:00Z").charged(run(1));

    assertThat(account.total()).isEqualTo(49);
    assertThat(account.ledger())
        .extracting(Entry::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(charge.openedBy()).isEqualTo(7);
  }

  @Test
  void an_action_costs_the_catalogs_cost_times_quantity() {
    Account account = Account.on(simple().action("sync", 25)).topUp(30_000);

    assertThat(account.charged(run("sync")).cost()).isEqualTo(credits(25));
    assertThat(account.charged(run("sync").times(3)).cost()).isEqualTo(credits(75));
    assertThat(account.charged(run("sync").times(1_000)).cost()).isEqualTo(credits(25_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001, 1_000_000_000})
  void a_quantity_is_1_to_1000(int quantity) {
    Run run = run("run").times(quantity);

    assertThatIllegalArgumentException()
        .isThrownBy(run::request)
        .withMessageContaining("1000")
        .withMessageContaining(Integer.toString(quantity));
  }

  @Test
  void an_action_that_the_catalog_does_not_name_is_refused_never_free() {
    Account account = Account.on(simple()).topUp(5);

    assertThat(account.charge("k1", "sing")).isEqualTo(new UnknownAction(new ActionId("sing")));
  }

  @Test
  void an_action_of_cost_0_always_runs_and_leaves_no_trace() {
    Account account = Account.on(simple());

    ChargeResult first = account.charge("k1", "look");
    ChargeResult again = account.charge("k1", run("look").times(3).held());

    assertThat(first).isInstanceOf(Free.class);
    assertThat(again).isInstanceOf(Free.class);
    assertThat(((Free) first).charge().cost()).isEqualTo(Credits.NONE);
    assertThat(account.ledger()).isEmpty();
    assertThat(account.balance().version()).isZero();
  }

  @Test
  void a_cost_that_overflows_is_refused_when_the_catalog_is_made() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> simple().action("dear", Long.MAX_VALUE / 999));
  }

  @Test
  void the_largest_cost_is_out_of_credits_and_does_not_overflow() {
    Account account =
        Account.on(simple().action("dear", Long.MAX_VALUE / ChargeRequest.MAX_QUANTITY)).topUp(5);

    assertThat(account.charge("k1", run("dear").times(1_000))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void the_largest_wallet_is_charged_and_read_like_any_other() {
    Account account = Account.on(simple().monthly(Long.MAX_VALUE)).given(run(1));

    assertThat(account.balance().usage().percent()).isZero();
    assertThat(account.total()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void an_account_has_at_most_100_open_holds() {
    Account account = Account.on(simple()).topUp(200);
    for (int hold = 0; hold < 100; hold++) {
      account.charged(run(1).held());
    }

    assertThat(account.charge("one-more", run(1).held())).isEqualTo(new TooManyHolds(100));
    assertThat(account.charge("no-hold", run(1))).isInstanceOf(Charged.class);
    assertThat(account.refund("run-7")).isInstanceOf(RefundResult.Refunded.class);
    assertThat(account.charge("one-more", run(1).held())).isInstanceOf(Charged.class);
  }

  @Test
  void expired_holds_do_not_count() {
    Account account = Account.on(simple()).topUp(100);
    for (int hold = 0; hold < 100; hold++) {
      account.charged(run(1).held());
    }

    account.after(Duration.ofMinutes(15));

    assertThat(account.charge("one-more", run(100).held())).isInstanceOf(Charged.class);
  }
}
