package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.CatalogProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1, P9: paid lines that can't be terms. The webhook parks each invoice with the reason, and
/// grants nothing of it.
class UngrantableTermsTest {
  private static final String PAID = "invoice.paid";

  private Customer ada = Customer.of("outsmart", true);

  @AfterEach
  void stop() {
    ada.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-01T00:00:00Z, 2027-02-01T00:00:00Z, must end after it starts",
    "2027-03-01T00:00:00Z, 2027-03-01T00:00:00Z, must end after it starts",
    "2027-03-01T00:00:00Z, +10000-01-01T00:00:00Z, period.end: must be",
    "+10001-01-01T00:00:00Z, +10001-02-01T00:00:00Z, period.start: must be",
    "2027-03-01T00:00:00Z, 2037-03-02T00:00:00Z, lasts at most 10 years",
    "1970-01-01T00:00:00Z, 9999-12-31T00:00:00Z, lasts at most 10 years"
  })
  void an_invalid_period(String start, String end, String reason) {
    ada.on("2027-03-01").pays("plan", "solo");

    ada.parks(
        reason,
        PAID,
        "lines",
        List.of(
            Map.of("plan", "plus", "item", "si_2"),
            Map.of("plan", "solo", "item", "si_3", "periodStart", start, "periodEnd", end)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, quantity must be 1",
    "1000001, quantity: must be",
    "1000000000, quantity: must be"
  })
  void a_quantity_beyond_the_bounds(int quantity, String reason) {
    ada.on("2027-03-01");

    ada.parks(reason, PAID, "plan", "solo", "quantity", quantity, "amount", 1_900);
  }

  @Test
  void seats_whose_tiers_add_up_to_too_many() {
    Map<String, Object> one = Map.of("plan", "solo", "quantity", 600_000, "amount", 600_000);
    Map<String, Object> other = Map.of("plan", "solo", "quantity", 600_000, "amount", 1_200_000);

    ada.on("2027-03-01").parks("quantity must be", PAID, "lines", List.of(one, other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "10000000000000", "many", "1e3", "٣", " 9000", "9,000"})
  void an_invalid_agreed_size(String credits) {
    ada.close();
    ada = Customer.of("ai-employee", true).on("2027-03-01");

    ada.parks("credits", PAID, "plan", "enterprise", "metadata", Map.of("credits", credits));
  }

  @Test
  void an_agreed_size_that_is_too_large_for_all_seats() {
    ada.close();
    ada = Customer.of("ai-employee", true).on("2027-03-01");
    Map<String, Object> size = Map.of("credits", "1000000000000");

    ada.parks("credits are at most", PAID, "plan", "enterprise", "quantity", 2, "metadata", size);
    ada.pays("plan", "enterprise", "quantity", 1, "metadata", size);
  }

  @Test
  void a_refill_in_a_plan_without_billing_cycles_is_no_catalog() {
    String json =
        """
        {"product": "p", "actions": [{"id": "a", "name": "A", "cost": 1}],
         "plans": [{"id": "m", "name": "M", "period": "calendar-month", "credits": 5,
                    "refill": "month"}]}
        """;

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(() -> Catalogs.read(json))
        .withMessageContaining("plans[0].refill");
    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(() -> Catalogs.read(json.replace("\"period\": \"calendar-month\",", "")))
        .withMessageContaining("plans[0].period");
  }
}
