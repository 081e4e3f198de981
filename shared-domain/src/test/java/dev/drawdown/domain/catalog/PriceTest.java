package dev.drawdown.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Pack.Price;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
  /// Gold has no minor unit, and ISO 4217 doesn't define qqq.
  @ParameterizedTest
  @CsvSource({
    "1200, usd, 12.00, USD",
    "1205, eur, 12.05, EUR",
    "500,  jpy, 500,   JPY",
    "1250, kwd, 1.250, KWD",
    "5,    xau, 5,     XAU",
    "1200, qqq, 12.00, QQQ",
  })
  void a_price_has_the_digits_of_its_currency(
      long amount, String currency, String inMajorUnit, String code) {
    Price price = new Price(amount, currency);

    assertThat(price.inMajorUnit()).hasToString(inMajorUnit);
    assertThat(price.code()).isEqualTo(code);
  }
}
