package dev.drawdown.domain;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// D6: credits are whole numbers; an overflow is refused.
class CreditsTest {
  @Test
  void credits_are_never_negative() {
    assertThatIllegalArgumentException().isThrownBy(() -> credits(-1)).withMessageContaining("-1");
  }

  @Test
  void more_credits_than_there_are_can_not_be_taken() {
    assertThat(credits(5).minus(credits(5))).isEqualTo(Credits.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> credits(5).minus(credits(6)));
  }

  @Test
  void a_sum_that_overflows_is_refused() {
    assertThat(credits(Long.MAX_VALUE - 1).plus(credits(1))).isEqualTo(credits(Long.MAX_VALUE));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> credits(Long.MAX_VALUE).plus(credits(1)));
  }

  @Test
  void a_product_that_overflows_is_refused() {
    assertThat(credits(25).times(1_000)).isEqualTo(credits(25_000));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> credits(Long.MAX_VALUE / 2).times(3));
  }

  @Test
  void credits_cover_a_cost_of_the_same_amount() {
    assertThat(credits(5).covers(credits(5))).isTrue();
    assertThat(credits(4).covers(credits(5))).isFalse();
  }

  @Test
  void names_have_1_to_128_characters_that_identity_providers_use() {
    assertThat(Identifier.isValid("aZ09._:@|+=~-")).isTrue();
    assertThat(Identifier.isValid("auth0|user+tag=a@x~1")).isTrue();
    assertThat(Identifier.isValid("...")).isTrue();
    assertThat(Identifier.isValid(".a")).isTrue();
    assertThat(Identifier.isValid("k".repeat(128))).isTrue();

    assertThat(Identifier.isValid(".")).isFalse();
    assertThat(Identifier.isValid("..")).isFalse();
    assertThat(Identifier.isValid("")).isFalse();
    assertThat(Identifier.isValid("k".repeat(129))).isFalse();
    assertThat(Identifier.isValid("two words")).isFalse();
    assertThat(Identifier.isValid("a/b")).isFalse();
    assertThat(Identifier.isValid("a#b")).isFalse();
    assertThat(Identifier.isValid("a%7Cb")).isFalse();
    assertThat(Identifier.isValid("line\n")).isFalse();
    assertThat(Identifier.isValid("café")).isFalse();
  }
}
