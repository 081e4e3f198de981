package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated provider can make every event about a pack, and each has its effect: row by row of
/// the table.
class PackPaymentsTest extends PaymentsOfAda {
  @Test
  void a_pack_is_bought_in_a_checkout() {
    Reply reply = developer.pay("checkout.session.completed", "account", "ada", "pack", "pack-50");

    assertThat(reply.at("events.0.payment")).isEqualTo("pi_ada_2026-11-20T10:15:30Z");
    assertThat(total()).isEqualTo(60);
  }

  @Test
  void a_pack_may_be_paid_days_after_its_checkout() {
    assertThat(
            developer.outcome(
                "checkout.session.completed",
                "account",
                "ada",
                "pack",
                "pack-50",
                "payment",
                "pi_1",
                "paymentStatus",
                "unpaid"))
        .isEqualTo("ignored");
    developer.advance("P3D");

    assertApplied(
        "checkout.session.async_payment_succeeded",
        "account",
        "ada",
        "pack",
        "pack-50",
        "payment",
        "pi_1");

    assertThat(total()).isEqualTo(60);
  }

  @Test
  void a_refund_claws_back_a_part_and_returns_it_if_it_fails() {
    buy();

    assertApplied("refund.created", "payment", "pi_1", "amount", 600);
    assertThat(total()).isEqualTo(35);
    assertApplied("refund.failed", "payment", "pi_1", "amount", 600);
    assertThat(total()).isEqualTo(60);
    assertApplied("refund.created", "payment", "pi_1", "pack", "pack-50", "refund", "re_2");
    assertThat(total()).isEqualTo(10);
  }

  @Test
  void a_refund_is_for_the_whole_payment_or_the_stated_amount() {
    assertApplied(
        "checkout.session.completed",
        "account",
        "ada",
        "pack",
        "pack-50",
        "payment",
        "pi_1",
        "coupon",
        50);

    assertApplied("refund.created", "payment", "pi_1");

    assertThat(total()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"won, 60", "lost, 10"})
  void a_dispute_claws_back_the_pack_and_its_end_decides(String status, int left) {
    buy();

    assertApplied("charge.dispute.created", "payment", "pi_1", "pack", "pack-50");
    assertThat(total()).isEqualTo(10);
    developer.pay("charge.dispute.closed", "payment", "pi_1", "pack", "pack-50", "status", status);

    assertThat(total()).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refund.created",
        "refund.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed"
      })
  void each_of_these_events_claws_back_the_whole_pack_by_default(String type) {
    buy();

    assertApplied(type, "payment", "pi_1", "pack", "pack-50");

    assertThat(total()).isEqualTo(10);
  }

  @Test
  void a_reinstated_dispute_gives_back() {
    buy();
    assertApplied("charge.dispute.funds_withdrawn", "payment", "pi_1", "pack", "pack-50");

    assertApplied("charge.dispute.funds_reinstated", "payment", "pi_1", "pack", "pack-50");

    assertThat(total()).isEqualTo(60);
  }

  private void buy() {
    assertApplied(
        "checkout.session.completed", "account", "ada", "pack", "pack-50", "payment", "pi_1");
  }
}
