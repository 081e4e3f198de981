package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.PLAN;
import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.STARTER;
import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.TOP_UP;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.wallet.Drawing.Covered;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Drawing.TooLittle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// D1, D2: buckets are drawn in a total order, for the whole cost or not at all.
class DrawingTest {
  @Test
  void draws_the_plan_then_the_starter_credits_then_the_top_up_by_default() {
    AccountWallet wallet = wallet().topUp(5).starter(10).plan(30).build();

    Drawing drawing = Drawing.of(credits(42), own(wallet.buckets()), DrawOrder.STANDARD);

    assertThat(parts(drawing)).containsExactly("plan-3 30", "starter-2 10", "top-up-1 2");
  }

  @Test
  void draws_kinds_in_the_order_of_the_catalog() {
    AccountWallet wallet = wallet().plan(30).starter(10).topUp(5).build();
    DrawOrder order = new DrawOrder(List.of(TOP_UP, PLAN, STARTER));

    Drawing drawing = Drawing.of(credits(36), own(wallet.buckets()), order);

    assertThat(parts(drawing)).containsExactly("top-up-3 5", "plan-1 30", "starter-2 1");
  }

  @Test
  void draws_the_bucket_that_expires_first_within_a_kind() {
    List<Bucket> buckets = List.of(plan(1, MARCH, MAY), plan(2, NOW, APRIL));

    List<Spendable> order = Drawing.inOrder(own(buckets), DrawOrder.STANDARD);

    assertThat(order).extracting(DrawingTest::number).containsExactly(2L, 1L);
  }

  @Test
  void draws_the_oldest_of_buckets_with_the_same_expiry_first() {
    List<Bucket> plans = List.of(plan(1, NOW, APRIL), plan(2, MARCH, APRIL));
    List<Bucket> packs = wallet().topUp(5, NOW).topUp(5, MARCH).build().buckets();

    assertThat(Drawing.inOrder(own(plans), DrawOrder.STANDARD))
        .extracting(DrawingTest::number)
        .containsExactly(2L, 1L);
    assertThat(Drawing.inOrder(own(packs), DrawOrder.STANDARD))
        .extracting(DrawingTest::number)
        .containsExactly(2L, 1L);
  }

  @Test
  void draws_by_id_if_buckets_are_otherwise_equal() {
    List<Bucket> buckets = wallet().topUp(5).topUp(5).topUp(5).build().buckets();

    List<Spendable> order = Drawing.inOrder(own(buckets.reversed()), DrawOrder.STANDARD);

    assertThat(order).extracting(DrawingTest::number).containsExactly(1L, 2L, 3L);
  }

  @Test
  void draws_in_the_same_order_for_any_stored_order() {
    List<Bucket> buckets =
        wallet().plan(1).starter(1).topUp(1, NOW).topUp(1).topUp(1, NOW).build().buckets();
    List<Spendable> order = Drawing.inOrder(own(buckets), DrawOrder.STANDARD);

    for (int seed = 0; seed < 50; seed++) {
      List<Bucket> shuffled = new ArrayList<>(buckets);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(Drawing.inOrder(own(shuffled), DrawOrder.STANDARD)).isEqualTo(order);
    }
  }

  @Test
  void a_drawdown_needs_buckets_that_cover_it() {
    AccountWallet wallet = wallet().plan(30).topUp(5).build();

    Drawdown drawdown = Drawing.drawdown(credits(35), wallet.buckets(), DrawOrder.STANDARD);

    assertThat(drawdown.draws())
        .containsExactly(
            new Draw.Own(new BucketId(PLAN, 1), credits(30)),
            new Draw.Own(new BucketId(TOP_UP, 2), credits(5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Drawing.drawdown(credits(36), wallet.buckets(), DrawOrder.STANDARD))
        .withMessage("35 don't cover 36");
  }

  @Test
  void takes_the_whole_cost_or_nothing() {
    AccountWallet wallet = wallet().plan(30).topUp(5).build();

    assertThat(parts(Drawing.of(credits(35), own(wallet.buckets()), DrawOrder.STANDARD)))
        .containsExactly("plan-1 30", "top-up-2 5");
    assertThat(Drawing.of(credits(36), own(wallet.buckets()), DrawOrder.STANDARD))
        .isEqualTo(new TooLittle(credits(35)));
  }

  @Test
  void skips_empty_buckets() {
    AccountWallet wallet = wallet().plan(0, 30).topUp(5).build();

    Drawing drawing = Drawing.of(credits(1), own(wallet.buckets()), DrawOrder.STANDARD);

    assertThat(parts(drawing)).containsExactly("top-up-2 1");
  }

  @Test
  void leaves_buckets_that_the_cost_does_not_need_unchanged() {
    AccountWallet wallet = wallet().plan(30).topUp(5).build();

    Drawing drawing = Drawing.of(credits(30), own(wallet.buckets()), DrawOrder.STANDARD);

    assertThat(parts(drawing)).containsExactly("plan-1 30");
  }

  private static Bucket plan(long number, Instant grantedAt, Instant endsAt) {
    return Bucket.Plan.granted(number, new PlanId("monthly"), credits(5), grantedAt, endsAt);
  }

  private static List<Spendable> own(List<Bucket> buckets) {
    return buckets.stream().<Spendable>map(Spendable.Own::new).toList();
  }

  private static long number(Spendable spendable) {
    return spendable.id().number();
  }

  /// The drawn parts, written as `plan-1 5`.
  private static List<String> parts(Drawing drawing) {
    return ((Covered) drawing)
        .parts().stream().map(part -> part.from().id() + " " + part.credits()).toList();
  }

  @Test
  void a_kind_that_is_no_longer_sold_is_drawn_last() {
    AccountWallet wallet = wallet().topUp(5).plan(30).build();
    DrawOrder order = new DrawOrder(List.of(PLAN));

    Drawing drawing = Drawing.of(credits(32), own(wallet.buckets()), order);

    assertThat(drawing).isInstanceOf(Drawing.Covered.class);
    assertThat(Drawing.inOrder(own(wallet.buckets()), order))
        .extracting(Spendable::kind)
        .containsExactly(PLAN, TOP_UP);
  }
}
