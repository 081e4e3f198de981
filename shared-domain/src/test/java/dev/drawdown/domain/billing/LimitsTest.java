package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.Credits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P1, P9: an impossible payment is refused with the limit and the value.
class LimitsTest {
  @Test
  void a_period_must_end_after_it_starts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solo().until("2027-03-01").term())
        .withMessage(
            "a paid time must end after it starts: 2027-03-01T00:00:00Z to 2027-03-01T00:00:00Z");
  }

  @Test
  void a_period_ends_before_the_year_10000() {
    Instant tooLate = Instant.parse("+10000-01-01T00:00:00Z");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PaidTime(tooLate.minusSeconds(60), tooLate))
        .withMessage("a paid time must end by 9999-12-31T23:59:59.999Z: +10000-01-01T00:00:00Z");
  }

  @Test
  void a_period_lasts_at_most_ten_years() {
    assertThat(solo().from("2028-02-29").until("2038-02-28").term()).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solo().from("2027-03-01").until("2037-03-02").term())
        .withMessageContaining("at most 10 years");
  }

  @Test
  void a_quantity_is_1_to_a_million() {
    assertThat(plan("tiny", 1).seats(1_000_000).term().credits().amount()).isEqualTo(1_000_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(0))
        .withMessage("quantity must be 1 to 1000000: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(1_000_000_000))
        .withMessage("quantity must be 1 to 1000000: 1000000000");
  }

  @Test
  void credits_are_1_to_a_trillion() {
    Credits most = Credits.of(1_000_000_000_000L);

    assertThat(Term.amount(most, 1)).isEqualTo(most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Term.amount(Credits.of(1_000_001), 1_000_000))
        .withMessage("credits are at most 1000000000000: 1000000 times 1000001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("free", 0).term())
        .withMessageContaining("must be 1 to 1000000000000: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solo().renewal(1_000_000_000_001L).term())
        .withMessage("a bonus is at most 1000000000000: 1000000000001");
  }

  @Test
  void an_agreed_size_is_1_to_a_trillion() {
    Term.Key key = key(1);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Term.Key(key.item(), key.price(), key.end(), 1, Optional.of(Credits.NONE)))
        .withMessage("agreed credits must be 1 to 1000000000000: 0");
  }

  @Test
  void grace_is_at_most_a_year_and_the_minimum_at_most_the_grace() {
    BillingPolicy.Grace oneDay = new BillingPolicy.Grace(Duration.ofDays(1), Duration.ofDays(3));

    assertThat(oneDay.minimum()).isEqualTo(Duration.ofDays(1));
    assertThat(new BillingPolicy.Grace(Duration.ofDays(366), Duration.ZERO).minimum()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BillingPolicy.Grace(Duration.ofDays(367), Duration.ZERO))
        .withMessage("grace must be 0 to 366 days: PT8808H");
  }

  @Test
  void a_term_at_the_end_of_time_can_be_in_grace() {
    Billed last = Billed.account();
    Paid december = solo().from("9999-12-01").until("9999-12-31");

    last.paid(december).at("9999-12-30");

    assertThat(last.left()).isEqualTo(100);
    assertThat(last.nextChange()).contains(Paid.day("9999-12-31"));
  }

  private static Term.Key key(int quantity) {
    return new Term.Key(
        Optional.empty(), new PriceId("p"), Paid.day("2027-04-01"), quantity, Optional.empty());
  }
}
