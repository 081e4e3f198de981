package dev.drawdown.local.history;

import static dev.drawdown.local.history.WalletModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.history.SubscriptionModel.Call.Deliver;
import dev.drawdown.local.history.SubscriptionModel.Call.See;
import dev.drawdown.local.history.SubscriptionModel.Event;
import dev.drawdown.local.history.WalletModel.Call;
import dev.drawdown.local.history.WalletModel.Call.Balance;
import dev.drawdown.local.history.WalletModel.Call.Charge;
import dev.drawdown.local.history.WalletModel.Call.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Planted histories: wrong answers of a service are rejected, and right ones are not.
class LinearizabilityTest {
  private static final WalletModel WALLET = new WalletModel(100, 250);
  private static final SubscriptionModel SUBSCRIPTION = new SubscriptionModel(100, 300, 30);

  private final List<Operation<Call>> history = new ArrayList<>();

  @Test
  void a_lost_update_is_rejected() {
    answered(0, 9, new Charge("a", 60), text(201, "charged", 40, 0));
    answered(1, 8, new Charge("b", 30), text(201, "charged", 70, 0));

    assertRejected();
  }

  @Test
  void one_key_that_is_charged_twice_is_rejected() {
    answered(0, 9, new Charge("a", 10), text(201, "charged", 90, 0));
    answered(1, 8, new Charge("a", 10), text(201, "charged", 80, 0));

    assertRejected();
  }

  @Test
  void a_stale_read_after_a_write_is_rejected() {
    answered(0, 1, new Charge("a", 10), text(201, "charged", 90, 0));
    answered(2, 3, new Balance(), text(200, "balance", 100, 0));

    assertRejected();
  }

  @Test
  void a_charge_that_is_refunded_twice_is_rejected() {
    answered(0, 1, new Charge("a", 10), text(201, "charged", 90, 0));
    answered(2, 9, new Refund("a"), text(200, "refunded", 100, 0));
    answered(3, 8, new Refund("a"), text(200, "refunded", 110, 0));

    assertRejected();
  }

  @Test
  void a_charge_that_an_empty_wallet_accepts_is_rejected() {
    answered(0, 1, new Charge("a", 100), text(201, "charged", 0, 0));
    answered(2, 3, new Charge("b", 1), text(201, "charged", 0, 0));

    assertRejected();
  }

  @Test
  void a_lost_charge_that_counts_twice_is_rejected() {
    lost(0, new Charge("a", 10));
    answered(2, 3, new Charge("a", 10), text(200, "charged", 90, 0));
    answered(4, 5, new Balance(), text(200, "balance", 80, 0));

    assertRejected();
  }

  @Test
  void a_lost_charge_that_was_visible_and_is_gone_is_rejected() {
    lost(0, new Charge("a", 10));
    answered(2, 3, new Balance(), text(200, "balance", 90, 0));
    answered(4, 5, new Balance(), text(200, "balance", 100, 0));

    assertRejected();
  }

  @Test
  void the_impasse_shows_how_far_the_history_can_be_explained() {
    answered(0, 1, new Charge("a", 10), text(201, "charged", 90, 0));
    answered(2, 3, new Balance(), text(200, "balance", 100, 0));

    assertThat(Linearizability.objection(WALLET, history))
        .hasValueSatisfying(
            impasse -> {
              assertThat(impasse.explained()).isEqualTo(1);
              assertThat(impasse.next())
                  .containsExactly("Balance[] -> 200 balance, 100 left, 0 held");
            });
  }

  @Test
  void overlapping_calls_may_have_any_order() {
    answered(0, 9, new Charge("a", 60), text(201, "charged", 10, 0));
    answered(1, 8, new Charge("b", 30), text(201, "charged", 70, 0));
    answered(2, 7, new Balance(), text(200, "balance", 100, 0));

    assertAccepted();
  }

  @Test
  void a_lost_charge_may_count_late_or_never() {
    lost(0, new Charge("late", 10));
    lost(0, new Charge("never", 20));
    answered(2, 3, new Balance(), text(200, "balance", 100, 0));
    answered(4, 5, new Balance(), text(200, "balance", 90, 0));

    assertAccepted();
  }

  @Test
  void a_lost_charge_may_have_been_refused() {
    lost(0, new Charge("a", 101));
    answered(2, 3, new Charge("b", 100), text(201, "charged", 0, 0));

    assertAccepted();
  }

  /// They have 479 million orders, but only 4,096 sets.
  @Test
  void of_12_calls_at_once_with_equal_answers_no_set_is_searched_twice() {
    answered(0, 1, new Charge("a", 10), text(201, "charged", 90, 0));
    for (int caller = 0; caller < 12; caller++) {
      answered(2, 9, new Charge("a", 10), text(200, "charged", 90, 0));
    }
    answered(10, 11, new Balance(), text(200, "balance", 80, 0));

    assertRejected();
  }

  @Test
  void a_pool_that_gives_more_than_it_has_is_rejected() {
    List<Operation<PoolModel.Call>> both =
        List.of(
            Operation.answered(new PoolModel.Call.Charge("ada", "a", 60), "201 charged", 0, 9),
            Operation.answered(new PoolModel.Call.Charge("bea", "b", 60), "201 charged", 1, 8));

    assertThat(Linearizability.objection(new PoolModel(100, Map.of()), both)).isPresent();
    assertThat(Linearizability.objection(new PoolModel(120, Map.of()), both)).isEmpty();
    assertThat(Linearizability.objection(new PoolModel(120, Map.of("bea", 59L)), both)).isPresent();
  }

  @Test
  void a_pool_that_refuses_credits_that_it_has_is_rejected() {
    List<Operation<PoolModel.Call>> refused =
        List.of(
            Operation.answered(new PoolModel.Call.Charge("ada", "a", 60), "201 charged", 0, 1),
            Operation.answered(
                new PoolModel.Call.Charge("bea", "b", 40), "402 out-of-credits", 2, 3));

    assertThat(Linearizability.objection(new PoolModel(100, Map.of()), refused)).isPresent();
    assertThat(Linearizability.objection(new PoolModel(99, Map.of()), refused)).isEmpty();
  }

  @Test
  void a_pool_that_forgets_a_released_hold_is_rejected() {
    List<Operation<PoolModel.Call>> released =
        List.of(
            Operation.answered(new PoolModel.Call.Hold("ada", "a", 60), "201 held", 0, 1),
            Operation.answered(new PoolModel.Call.Refund("ada", "a"), "200 released", 2, 5),
            Operation.answered(new PoolModel.Call.Left(), PoolModel.left(40, 60), 3, 4),
            Operation.answered(new PoolModel.Call.Left(), PoolModel.left(100, 0), 6, 7),
            Operation.answered(new PoolModel.Call.Left(), PoolModel.left(40, 60), 8, 9));

    assertThat(Linearizability.objection(new PoolModel(100, Map.of()), released)).isPresent();
    assertThat(Linearizability.objection(new PoolModel(100, Map.of()), released.subList(0, 4)))
        .isEmpty();
  }

  @Test
  void an_event_that_was_visible_and_is_forgotten_is_rejected() {
    List<Operation<SubscriptionModel.Call>> seen =
        List.of(
            Operation.answered(new Deliver(Event.PAID), "200", 0, 9),
            Operation.answered(new See(), "200 balance, active, small, 100 left", 1, 2),
            Operation.answered(new See(), "200 balance, active, no plan, 0 left", 3, 4));

    assertThat(Linearizability.objection(SUBSCRIPTION, seen)).isPresent();
    assertThat(Linearizability.objection(SUBSCRIPTION, seen.subList(0, 2))).isEmpty();
  }

  @Test
  void an_upgrade_that_forgets_an_earlier_charge_is_rejected() {
    assertThat(afterACharge(Event.UPGRADED, "large, 260 left")).isEmpty();
    assertThat(afterACharge(Event.UPGRADED, "large, 300 left")).isPresent();
  }

  @Test
  void a_renewal_that_counts_a_charge_of_the_period_before_is_rejected() {
    assertThat(afterACharge(Event.RENEWED, "large, 330 left")).isEmpty();
    assertThat(afterACharge(Event.RENEWED, "large, 290 left")).isPresent();
  }

  private static Optional<Linearizability.Impasse> afterACharge(Event event, String seen) {
    return Linearizability.objection(
        SUBSCRIPTION,
        List.of(
            Operation.answered(new Deliver(Event.PAID), "200", 0, 1),
            Operation.answered(
                new SubscriptionModel.Call.Charge("a", 40),
                "201 charged, active, small, 60 left",
                2,
                3),
            Operation.answered(new Deliver(event), "200", 4, 5),
            Operation.answered(new See(), "200 balance, active, " + seen, 6, 7)));
  }

  private void answered(long from, long to, Call call, String answer) {
    history.add(Operation.answered(call, answer, from, to));
  }

  private void lost(long from, Call call) {
    history.add(Operation.lost(call, from));
  }

  private void assertRejected() {
    assertThat(Linearizability.objection(WALLET, history)).isPresent();
  }

  private void assertAccepted() {
    assertThat(Linearizability.objection(WALLET, history)).isEqualTo(Optional.empty());
  }
}
