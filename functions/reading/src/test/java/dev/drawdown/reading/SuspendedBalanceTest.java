package dev.drawdown.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// P6, P7: over HTTP, quotes and balances of accounts whose plan is unpaid or has ended.
class SuspendedBalanceTest {
  private static final Duration GRACE = Duration.ofDays(14);

  @Test
  void in_grace_a_quote_is_unchanged_and_the_balance_says_grace() {
    Subscriber anna = Subscriber.to("outsmart", "solo").inGrace();

    assertThat(quoted(anna, "lab.analyze", 1).text())
        .isEqualTo(
            """
            {"cost":1,"draws":[{"bucket":"plan-1","kind":"plan","credits":1}]}\
            """);
    Reply balance = balance(anna);
    assertThat(balance.at("standing")).isEqualTo("grace");
    assertThat(balance.at("total")).isEqualTo(110);
    assertThat(balance.at("plan"))
        .isEqualTo(Map.of("id", "solo", "periodEnd", "2026-12-20T00:00:00Z"));
    assertThat(balance.at("usage.resetsAt")).isNull();
  }

  @Test
  void outsmart_quotes_only_the_way_to_pay_while_suspended() {
    Subscriber anna = Subscriber.to("outsmart", "solo").bought("pack-50").suspended();

    Reply quote = quoted(anna, "lab.analyze", 1);

    assertThat(quote.status()).isEqualTo(200);
    assertThat(quote.at("cost")).isEqualTo(1);
    assertThat(quote.at("draws")).isNull();
    assertThat(quote.at("refusal.code")).isEqualTo("payment-required");
    assertThat(quote.at("refusal.actions"))
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "update-payment-method",
                    "href",
                    "https://outsmart.example.com/subscriptions/payment-method")));
    assertThat(quoted(anna, "ask", 1).text()).isEqualTo("{\"cost\":0,\"draws\":[]}");
  }

  @Test
  void ai_employee_quotes_its_packs_while_suspended() {
    Subscriber anna = Subscriber.to("ai-employee", "starter").bought("pack-250").suspended();

    assertThat(quoted(anna, "website.sync", 10).text())
        .isEqualTo(
            """
            {"cost":250,"draws":[{"bucket":"top-up-2","kind":"top-up","credits":250}]}\
            """);
    Reply more = quoted(anna, "website.sync", 11);
    assertThat(more.at("refusal.code")).isEqualTo("payment-required");
    assertThat(more.at("refusal.actions.0.type")).isEqualTo("update-payment-method");
    assertThat(more.at("refusal.actions.1.type")).isEqualTo("top-up");
  }

  @Test
  void a_suspended_account_keeps_its_credits_and_its_balance_shows_that_it_can_not_spend_them() {
    Subscriber anna = Subscriber.to("outsmart", "solo").bought("pack-50").suspended();

    Reply balance = balance(anna);

    assertThat(balance.at("standing")).isEqualTo("suspended");
    assertThat(balance.at("total")).isEqualTo(0);
    assertThat(balance.at("buckets.0.remaining")).isEqualTo(10);
    assertThat(balance.at("buckets.1.remaining")).isEqualTo(50);
    assertThat(balance.at("buckets.2.remaining")).isEqualTo(100);
    assertThat(balance.at("buckets.2.frozen")).isEqualTo(true);
  }

  @Test
  void the_total_of_a_suspended_account_is_its_packs_if_it_can_spend_them() {
    Subscriber anna = Subscriber.to("ai-employee", "starter").bought("pack-250").suspended();

    assertThat(balance(anna).at("total")).isEqualTo(250);
  }

  /// T2: reads write nothing, and show due changes as done.
  @Test
  void a_due_suspension_is_shown_with_its_future_entry() {
    Subscriber anna = Subscriber.to("outsmart", "solo").inGrace().at(Subscriber.END.plus(GRACE));

    assertThat(balance(anna).at("standing")).isEqualTo("suspended");
    assertThat(balance(anna).at("version")).isEqualTo(4);
    Reply ledger = Call.sample("ledger").on(new ReadingFunction(anna.ports()));
    assertThat(ledger.at("data.0.reason")).isEqualTo("suspended");
    assertThat(ledger.at("data.0.at")).isEqualTo("2027-01-03T00:00:00Z");
    assertThat(ledger.at("data.1.reason")).isEqualTo("unpaid");
    assertThat(ledger.at("data.1.change")).isEqualTo(-100);
  }

  @Test
  void a_payment_restores_the_balance_and_the_quotes() {
    Subscriber anna = Subscriber.to("outsmart", "solo").suspended().renewed("solo");

    Reply balance = balance(anna);

    assertThat(balance.at("standing")).isEqualTo("active");
    assertThat(balance.at("buckets.0.granted")).isEqualTo(105);
    assertThat(balance.at("usage.resetsAt")).isEqualTo("2027-01-20T00:00:00Z");
    assertThat(quoted(anna, "lab.analyze", 1).at("draws.0.kind")).isEqualTo("plan");
  }

  @Test
  void after_the_end_of_the_subscription_quotes_offer_a_plan() {
    Subscriber anna = Subscriber.to("outsmart", "solo").suspended().ended();

    Reply quote = quoted(anna, "lab.analyze", 11);

    assertThat(quote.at("refusal.code")).isEqualTo("out-of-credits");
    assertThat(quote.at("refusal.actions"))
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "choose-plan",
                    "href",
                    "https://outsmart.example.com/subscriptions/ai-plans")));
    assertThat(balance(anna).at("standing")).isEqualTo("active");
    assertThat(balance(anna).at("plan")).isNull();
    assertThat(balance(anna).at("total")).isEqualTo(10);
  }

  private static Reply balance(Subscriber anna) {
    return Call.sample("balance").on(new ReadingFunction(anna.ports()));
  }

  private static Reply quoted(Subscriber anna, String action, int quantity) {
    return Call.sample("quote")
        .query("action", action)
        .query("document", "d-1")
        .query("quantity", Integer.toString(quantity))
        .on(new ReadingFunction(anna.ports()));
  }
}
