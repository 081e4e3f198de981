package dev.drawdown.domain.topup;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Wallets;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.topup.Reversing.ReversalResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// U3: a refunded or disputed payment takes its pack's remaining credits back.
class ReversalTest {
  @ParameterizedTest(name = "{1} of 1000 back after {0} were spent")
  @CsvSource({
    "  0, 1000,   0,   0",
    "  0,  500,  50,   0",
    "  0,  333,  67,   0",
    "  0,    9, 100,   0",
    "  0, 2000,   0,   0",
    " 40, 1000,   0,  40",
    " 40,  500,  10,   0",
    " 70,  500,   0,  20",
    "100, 1000,   0, 100",
  })
  void remaining_credits_are_clawed_back_in_proportion_and_the_rest_is_owed(
      int spent, long amount, long left, long owed) {
    Account account = bought();
    if (spent > 0) {
      account.charged("spent", run(spent));
    }

    account.reverse("pi_1", "re_1", amount);

    assertThat(left(account)).isEqualTo(left);
    assertThat(owed(account)).isEqualTo(owed);
    assertThat(account.ledger(EntryKind.CLAWBACK)).hasSize(amount < 10 ? 0 : 1);
  }

  @Test
  void a_reversal_counts_once() {
    Account account = bought();
    account.reverse("pi_1", "re_1", 300);

    ReversalResult again = account.reverse("pi_1", "re_1", 300);

    assertThat(again).isInstanceOf(ReversalResult.AlreadyReversed.class);
    assertThat(left(account)).isEqualTo(70);
  }

  @Test
  void several_reversals_add_up_to_at_most_the_whole_payment() {
    Account account = bought();

    account.reverse("pi_1", "re_1", 600);
    account.reverse("pi_1", "re_2", 400);
    account.reverse("pi_1", "dp_1", 1000);

    assertThat(left(account)).isZero();
    assertThat(owed(account)).isZero();
  }

  @Test
  void a_won_dispute_gives_back() {
    Account account = bought();
    account.charged("spent", run(30));
    account.reverse("pi_1", "dp_1", 1000);

    account.reinstate("pi_1", "dp_1");

    assertThat(left(account)).isEqualTo(70);
    assertThat(owed(account)).isZero();
    assertThat(account.ledger(EntryKind.ADJUSTMENT).getLast().change()).isEqualTo(70);
  }

  @Test
  void a_reversal_known_as_reinstated_takes_nothing_later() {
    Account account = bought();
    account.reinstate("pi_1", "re_1");

    account.reverse("pi_1", "re_1", 1000);

    assertThat(left(account)).isEqualTo(100);
  }

  @Test
  void refunding_the_charge_that_used_a_pack_already_clawed_back_returns_nothing() {
    Account account = bought();
    account.charged("spent", run(40));
    account.reverse("pi_1", "re_1", 1000);

    assertThat(account.refund("spent"))
        .isInstanceOfSatisfying(
            Refunded.class,
            refunded ->
                assertThat(refunded.returned())
                    .isEqualTo(new Returned(Wallets.credits(0), Wallets.credits(40))));
    assertThat(account.advanced().total().amount()).isZero();
    assertThat(owed(account)).isZero();
  }

  @Test
  void returned_credits_first_pay_the_owed_ones() {
    Account account = bought();
    account.charged("spent", run(70));
    account.reverse("pi_1", "re_1", 500);

    account.refund("spent");

    assertThat(left(account)).isEqualTo(50);
  }

  @Test
  void the_credits_of_an_expired_hold_first_pay_the_owed_ones() {
    Account account = bought();
    account.charged("held", run(70).held());
    account.reverse("pi_1", "re_1", 500);

    account.after(Duration.ofHours(1));

    assertThat(left(account)).isEqualTo(50);
  }

  @Test
  void a_reversal_that_arrives_before_the_payment_takes_the_pack_at_once() {
    Account account = Account.on(simple());
    ReversalResult early = account.reverse("pi_1", "re_1", 250);

    account.pay("pi_1", "pack");

    assertThat(early).isInstanceOf(ReversalResult.Recorded.class);
    assertThat(account.advanced().total().amount()).isEqualTo(75);
    assertThat(account.kinds()).containsExactly(EntryKind.GRANT, EntryKind.CLAWBACK);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_order_of_reversals_payment_and_use_does_not_matter(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Consumer<Account>> steps =
          new ArrayList<>(
              List.of(
                  account -> account.pay("pi_1", "pack"),
                  account -> account.reverse("pi_1", "re_1", 123),
                  account -> account.reverse("pi_1", "re_2", 500),
                  account -> account.reinstate("pi_1", "re_2"),
                  account -> account.reverse("pi_1", "dp_1", 350),
                  account -> account.refund("spent"),
                  account -> account.reinstate("pi_1", "dp_2"),
                  account -> account.reverse("pi_1", "dp_2", 1000)));
      steps.addAll(List.copyOf(steps));
      Collections.shuffle(steps, random);
      Account account = Account.on(simple());
      account.topUp(10);
      account.charged("other", run(10));

      steps.forEach(step -> step.accept(account));

      Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
      assertThat(audit.consistent()).isTrue();
      assertThat(account.advanced().total().amount()).isEqualTo(100 - 47);
    }
  }

  @Test
  void a_reversal_is_a_part_of_the_checkouts_total_with_taxes_and_discounts() {
    Account account = Account.on(simple());
    account.checkOut("pi_1", "pack", 500);

    account.reverse("pi_1", "re_1", 250);

    assertThat(left(account)).isEqualTo(50);
  }

  @Test
  void no_part_of_a_payment_of_unknown_amount_can_be_taken() {
    Account account = Account.on(simple().pack("gift", 100, Optional.empty()));
    account.pay("pi_1", "gift");

    ReversalResult result = account.reverse("pi_1", "re_1", 250);

    assertThat(result).isInstanceOf(ReversalResult.AmountUnknown.class);
    assertThat(left(account)).isEqualTo(100);
  }

  /// U3: refund and payment may arrive in either order.
  @Test
  void a_payment_of_unknown_amount_that_was_refunded_before_credits_nothing() {
    Account account = Account.on(simple().pack("gift", 100, Optional.empty()));
    account.reverse("pi_1", "re_1", 250);

    assertThat(account.pay("pi_1", "gift")).isEqualTo(new TopUpResult.AmountUnknown());
    assertThat(left(account)).isZero();

    account.reinstate("pi_1", "re_1");
    assertThat(account.pay("pi_1", "gift")).isInstanceOf(TopUpResult.ToppedUp.class);
    assertThat(left(account)).isEqualTo(100);
  }

  private static Account bought() {
    Account account = Account.on(simple());
    account.pay("pi_1", "pack");
    return account;
  }

  private static long left(Account account) {
    return pack(account).map(Bucket.TopUp::remaining).orElse(Credits.NONE).amount();
  }

  private static long owed(Account account) {
    return pack(account).map(Bucket.TopUp::owed).orElse(Credits.NONE).amount();
  }

  private static Optional<Bucket.TopUp> pack(Account account) {
    return account.advanced().buckets().stream()
        .filter(Bucket.TopUp.class::isInstance)
        .map(Bucket.TopUp.class::cast)
        .findFirst();
  }
}
