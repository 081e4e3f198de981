package dev.drawdown.local;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// P1, P7: an operator records the period of an invoice that can't be replayed, under the
/// subscription's id at the provider. Later events of the subscription then continue from it.
class RecordedPeriodTest {
  private final Customer ada = Customer.of("outsmart", true);

  @BeforeEach
  void record() {
    ada.on("2027-03-01").pays("plan", "solo").uses(1);
    ada.on("2027-04-01").parks("belongs to no plan", "invoice.paid", "price", "price_unlisted");
    ada.recorded("in_april", "solo", "2027-04-01", "2027-05-01");
  }

  @AfterEach
  void stop() {
    ada.close();
  }

  @Test
  void the_recorded_period_replaces_the_one_before() {
    ada.shows("active", "105", "top-up", "choose-plan");
  }

  @Test
  void the_next_invoice_replaces_the_recorded_period() {
    ada.uses(5).on("2027-05-01").renews("plan", "solo");

    ada.shows("active", "105", "top-up", "choose-plan");
    ada.on("2027-05-31").shows("active", "105", "top-up", "choose-plan");
  }

  @Test
  void the_end_of_the_subscription_ends_the_recorded_period() {
    ada.on("2027-04-15").event("customer.subscription.deleted");

    ada.shows("active", "none", "choose-plan");
  }

  @Test
  void a_failed_renewal_after_the_recorded_period_suspends() {
    ada.on("2027-05-01").event("invoice.payment_failed");
    ada.shows("grace", "105", "update-payment-method", "top-up", "choose-plan");

    ada.on("2027-05-15").shows("suspended", "none", "update-payment-method");
  }
}
