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

/// U1: a used-up pack is removed from the wallet, and a refund to it restores it.
///
/// The first pack has 100 credits, from the payment `pi_1` of 1000.
class SpentPackTest {
  private final Account account = Account.on(simple());

  @AfterEach
  void the_ledger_adds_up_to_the_wallet() {
    assertThat(Audit.of(account.advanced().book(), account.ledger().iterator()).consistent())
        .isTrue();
  }

  @Test
  void a_pack_is_removed_with_its_last_credit() {
    account.pay("pi_1", "pack");
    account.charged("most", run(99));
    assertThat(packs()).containsExactly("top-up-1: 1 of 100");

    account.charged("last", run(1));

    assertThat(packs()).isEmpty();
    assertThat(account.advanced().buckets()).isEmpty();
  }

  @Test
  void fifty_used_up_packs_take_no_room() {
    for (int year = 0; year < 50; year++) {
      account.topUp(10);
      account.charged(run(10));
    }

    assertThat(account.advanced().buckets()).isEmpty();
  }

  @Test
  void a_refund_restores_a_used_up_pack() {
    account.pay("pi_1", "pack");
    account.charged("most", run(97));
    account.charged("last", run(3));

    account.refund("last");
    assertThat(packs()).containsExactly("top-up-1: 3 of 100");
    account.refund("most");
    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void a_restored_pack_is_older_than_the_packs_bought_since() {
    account.pay("pi_1", "pack");
    account.charged("all", run(100));
    account.after(Duration.ofDays(1)).pay("pi_2", "pack");
    account.refund("all");

    account.charged("next", run(100));

    assertThat(packs()).containsExactly("top-up-" + second() + ": 100 of 100");
  }

  @Test
  void a_refund_over_several_packs_restores_all_of_them() {
    account.topUp(2).topUp(3).topUp(4);
    account.charged("all", run(8));
    account.charged("last", run(1));

    account.refund("all");

    assertThat(packs()).containsExactly("top-up-1: 2 of 2", "top-up-2: 3 of 3", "top-up-3: 3 of 4");
  }

  @Test
  void an_open_hold_keeps_an_empty_pack_in_the_wallet() {
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
  void an_expired_hold_returns_its_credits_to_the_pack() {
    account.pay("pi_1", "pack");
    account.charged("held", run(100).held());

    account.after(Duration.ofMinutes(15));

    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void a_captured_hold_can_be_refunded_after_its_pack_was_removed() {
    account.pay("pi_1", "pack");
    account.charged("held", run(100).held());
    account.capture("held");

    account.refund("held");

    assertThat(packs()).containsExactly("top-up-1: 100 of 100");
  }

  @Test
  void a_clawback_of_a_removed_pack_is_owed_and_not_shown() {
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
  void a_pack_is_removed_when_all_returned_credits_were_owed() {
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
  void a_reinstated_payment_restores_a_removed_pack() {
    account.pay("pi_1", "pack");
    account.charged("part", run(60));
    account.reverse("pi_1", "dp_1", 400);
    assertThat(account.advanced().buckets()).isEmpty();

    account.reinstate("pi_1", "dp_1");

    assertThat(packs()).containsExactly("top-up-1: 40 of 100");
  }

  /// The stored wallet still has the pack. The hold's expiry pays the owed credits and removes it.
  @Test
  void a_refund_restores_a_pack_that_a_due_expiry_removes() {
    account.pay("pi_1", "pack");
    account.charged("spent", run(60));
    account.charged("held", run(40).held());
    account.reverse("pi_1", "re_1", 400);
    account.after(Duration.ofMinutes(15));

    account.refund("spent");

    assertThat(packs()).containsExactly("top-up-1: 60 of 100");
  }

  @Test
  void a_payment_reversed_before_its_arrival_leaves_nothing() {
    account.reverse("pi_1", "re_1", 1000);

    TopUpResult credited = account.pay("pi_1", "pack");

    assertThat(credited)
        .isInstanceOfSatisfying(
            TopUpResult.ToppedUp.class,
            topped -> assertThat(topped.bucket().remaining().amount()).isZero());
    assertThat(account.advanced().buckets()).isEmpty();
    assertThat(account.pay("pi_1", "pack")).isInstanceOf(TopUpResult.AlreadyToppedUp.class);
  }

  /// The packs that people see, in draw order.
  private List<String> packs() {
    return account.balance().buckets().stream().map(SpentPackTest::describe).toList();
  }

  private static String describe(Spendable pack) {
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
