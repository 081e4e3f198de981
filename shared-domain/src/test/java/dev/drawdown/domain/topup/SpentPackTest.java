package dev.drawdown.domain.topup;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// U1: a pack that is used up leaves the wallet, and comes back with what is given back to it.
///
/// The first pack has 100 credits, of the payment `pi_1` over 1000.
class SpentPackTest {
  private final Account account = Account.on(simple());

  @AfterEach
  void the_ledger_adds_up_to_the_wallet() {
    assertThat(Audit.of(account.advanced().book(), account.ledger().iterator()).consistent())
        .isTrue();
  }

  @Test
  void a_pack_leaves_with_its_last_credit() {
    account.pay("pi_1", "pack");
    account.charged("most", run(99));
    assertThat(packs()).containsExactly("top-up-1: 1 of 100");

    account.charged("last", run(1));

    assertThat(packs()).isEmpty();
    assertThat(account.advanced().buckets()).isEmpty();
  }

  @Test
  void fifty_packs_that_are_used_up_take_no_room() {
    for (int year = 0; year < 50; year++) {
      account.topUp(10);
      account.charged(run(10));
    }

    assertThat(account.advanced().buckets()).isEmpty();
  }

  @Test
  void a_refund_brings_it_back_as_it_was() {
    account.pay("pi_1", "pack");
    account.charged("most", run(97));
    account.charged("last", run(3));

    account.refund("last");
    assertThat(packs()).containsExactly("top-up-1: 3 of 100");
    account.refund("most");
    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void it_comes_back_older_than_the_packs_that_were_bought_since() {
    account.pay("pi_1", "pack");
    account.charged("all", run(100));
    account.after(Duration.ofDays(1)).pay("pi_2", "pack");
    account.refund("all");

    account.charged("next", run(100));

    assertThat(packs()).containsExactly("top-up-" + second() + ": 100 of 100");
  }

  @Test
  void a_refund_over_several_packs_brings_all_of_them_back() {
    account.topUp(2).topUp(3).topUp(4);
    account.charged("all", run(8));
    account.charged("last", run(1));

    account.refund("all");

    assertThat(packs()).containsExactly("top-up-1: 2 of 2", "top-up-2: 3 of 3", "top-up-3: 3 of 4");
  }

  @Test
  void an_open_hold_keeps_it_in_the_wallet() {
    account.pay("pi_1", "pack");
    account.charged("held", run(100).held());
    assertThat(packs()).containsExactly("top-up-1: 0 of 100");

    account.capture("held", 60);
    assertThat(packs()).containsExactly("top-up-1: 40 of 100");
    account.charged("rest", run(40).held());
    account.capture("rest");

    assertThat(packs()).isEmpty();
  }

  @Test
  void a_hold_that_expires_gives_back_to_it() {
    account.pay("pi_1", "pack");
    account.charged("held", run(100).held());

    account.after(Duration.ofMinutes(15));

    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void a_captured_hold_can_be_refunded_after_its_pack_has_left() {
    account.pay("pi_1", "pack");
    account.charged("held", run(100).held());
    account.capture("held");

    account.refund("held");

    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void what_is_clawed_back_of_a_pack_that_has_left_is_owed_and_not_shown() {
    account.pay("pi_1", "pack");
    account.charged("all", run(100));

    account.reverse("pi_1", "re_1", 400);

    assertThat(owed()).containsExactly(40L);
    assertThat(packs()).isEmpty();
    account.refund("all");
    assertThat(packs()).containsExactly("top-up-1: 60 of 100");
    assertThat(owed()).containsExactly(0L);
  }

  @Test
  void a_pack_leaves_when_all_that_returned_was_owed() {
    account.pay("pi_1", "pack");
    account.charged("part", run(40));
    account.charged("rest", run(60));
    account.reverse("pi_1", "re_1", 400);

    account.refund("part");

    assertThat(account.advanced().buckets()).isEmpty();
    account.refund("rest");
    assertThat(packs()).containsExactly("top-up-1: 60 of 100");
  }

  @Test
  void a_reversal_that_is_clawed_back_restores_a_pack_that_has_left() {
    account.pay("pi_1", "pack");
    account.charged("part", run(60));
    account.reverse("pi_1", "dp_1", 400);
    assertThat(account.advanced().buckets()).isEmpty();

    account.reinstate("pi_1", "dp_1");

    assertThat(packs()).containsExactly("top-up-1: 40 of 100");
  }

  /// The stored wallet still has the pack; it leaves when the hold's expiry pays what it owes.
  @Test
  void a_refund_finds_a_pack_that_leaves_by_what_is_due() {
    account.pay("pi_1", "pack");
    account.charged("spent", run(60));
    account.charged("held", run(40).held());
    account.reverse("pi_1", "re_1", 400);
    account.after(Duration.ofMinutes(15));

    account.refund("spent");

    assertThat(packs()).containsExactly("top-up-1: 60 of 100");
  }

  @Test
  void a_payment_that_was_reversed_before_it_was_told_of_leaves_nothing() {
    account.reverse("pi_1", "re_1", 1000);

    TopUpResult credited = account.pay("pi_1", "pack");

    assertThat(credited)
        .isInstanceOfSatisfying(
            TopUpResult.ToppedUp.class,
            topped -> assertThat(topped.bucket().remaining().amount()).isZero());
    assertThat(account.advanced().buckets()).isEmpty();
    assertThat(account.pay("pi_1", "pack")).isInstanceOf(TopUpResult.AlreadyToppedUp.class);
  }

  /// What people see of the packs, in the order of drawing.
  private List<String> packs() {
    return account.balance().buckets().stream().map(SpentPackTest::said).toList();
  }

  private static String said(Spendable pack) {
    return pack.id() + ": " + pack.remaining() + " of " + pack.granted();
  }

  private List<Long> owed() {
    return account.advanced().buckets().stream()
        .map(bucket -> ((Bucket.TopUp) bucket).owed().amount())
        .toList();
  }

  private long second() {
    return account.advanced().buckets().getFirst().number();
  }
}
