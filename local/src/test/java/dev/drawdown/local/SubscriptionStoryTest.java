package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A plan is paid, used, left unpaid and restored, on the whole service, by the provider's events,
/// as time passes. The story is in the far future, because the clock never goes back.
class SubscriptionStoryTest {
  @Test
  void outsmart_stops_all_ai_until_the_plan_is_paid_again() throws Exception {
    try (Service service = serving("outsmart");
        Developer developer = Developer.at(service.address())) {
      developer.moveTo("2101-01-10T09:00:00Z");
      developer.pay("invoice.paid", "account", "anna", "plan", "solo");
      developer.pay("checkout.session.completed", "account", "anna", "pack", "pack-50");
      assertThat(letter(developer, 1).at("balance.total")).isEqualTo(159);

      developer.moveTo("2101-02-10T09:00:00Z");
      developer.pay("invoice.payment_failed", "account", "anna");
      assertStanding(developer, "grace", 159);
      assertThat(letter(developer, 2).status()).isEqualTo(201);

      developer.moveTo("2101-02-24T08:59:59Z");
      assertStanding(developer, "grace", 158);
      developer.moveTo("2101-02-24T09:00:00Z");
      assertStanding(developer, "suspended", 0);
      Reply refused = letter(developer, 3);
      assertThat(refused.status()).isEqualTo(402);
      assertThat(refused.at("code")).isEqualTo("payment-required");
      assertThat(refused.at("actions.0.type")).isEqualTo("update-payment-method");
      assertThat(refused.at("actions.1")).isNull();

      developer.pay("invoice.paid", "account", "anna", "billingReason", "subscription_cycle");
      assertStanding(developer, "active", 165);
      assertThat(letter(developer, 3).at("balance.total")).isEqualTo(164);
      assertConsistent(developer);
    }
  }

  @Test
  void ai_employee_continues_with_packs_until_the_plan_is_paid_again() throws Exception {
    try (Service service = serving("ai-employee");
        Developer developer = Developer.at(service.address())) {
      developer.moveTo("2101-01-10T09:00:00Z");
      developer.charge("anna", "in-trial", "reply");
      developer.pay("invoice.paid", "account", "anna", "plan", "starter");
      developer.pay("checkout.session.completed", "account", "anna", "pack", "pack-250");
      assertThat(sync(developer, 1).at("balance.total")).isEqualTo(725);

      developer.moveTo("2101-02-10T09:00:00Z");
      developer.pay("invoice.payment_failed", "account", "anna");
      assertThat(sync(developer, 2).at("balance.total")).isEqualTo(700);
      developer.advance("P14D");
      assertStanding(developer, "suspended", 250);

      Reply fromPack = sync(developer, 3);
      assertThat(fromPack.at("charge.draws.0.kind")).isEqualTo("top-up");
      assertThat(fromPack.at("balance.total")).isEqualTo(225);
      Reply refused = developer.charge("anna", "much", "website.sync", "quantity", 10);
      assertThat(refused.at("code")).isEqualTo("payment-required");
      assertThat(refused.at("actions.0.type")).isEqualTo("update-payment-method");
      assertThat(refused.at("actions.1.type")).isEqualTo("top-up");

      developer.pay("invoice.paid", "account", "anna", "billingReason", "subscription_cycle");
      assertStanding(developer, "active", 725);
      assertThat(sync(developer, 4).at("charge.draws.0.kind")).isEqualTo("plan");
      assertConsistent(developer);
    }
  }

  /// Its catalog sells nothing, so no event of a provider has a meaning.
  @Test
  void assistant_coach_is_never_suspended_by_any_event() throws Exception {
    try (Service service = serving("assistant-coach");
        Developer developer = Developer.at(service.address())) {
      developer.moveTo("2101-01-10T09:00:00Z");
      developer.charge("anna", "draft-1", "checkin.draft");

      List<String> came =
          List.of(
              developer.outcome("invoice.paid", "account", "anna", "plan", "monthly"),
              developer.outcome("invoice.payment_failed", "account", "anna", "plan", "monthly"),
              developer.outcome("checkout.session.completed", "account", "anna", "pack", "any"));

      assertThat(came).containsExactly("parked", "applied", "parked");
      assertStanding(developer, "active", 49);
      developer.moveTo("2101-03-01T00:00:00Z");
      assertStanding(developer, "active", 50);
      assertConsistent(developer);
    }
  }

  @Test
  void a_cancelled_and_ended_subscription_leaves_the_packs_and_offers_a_plan() throws Exception {
    try (Service service = serving("outsmart");
        Developer developer = Developer.at(service.address())) {
      developer.moveTo("2101-01-10T09:00:00Z");
      developer.pay("invoice.paid", "account", "anna", "plan", "solo");
      developer.pay("checkout.session.completed", "account", "anna", "pack", "pack-50");
      developer.pay("customer.subscription.updated", "account", "anna", "cancelAtPeriodEnd", true);
      developer.moveTo("2101-02-10T09:00:00Z");
      developer.pay("customer.subscription.deleted", "account", "anna");

      assertStanding(developer, "active", 60);
      Reply refused = developer.charge("anna", "k", "lab.analyze", "document", "d", "quantity", 61);
      assertThat(refused.at("code")).isEqualTo("out-of-credits");
      assertThat(refused.at("actions.0.type")).isEqualTo("choose-plan");
      assertThat(refused.at("actions.1")).isNull();

      developer.pay(
          "invoice.paid", "account", "anna", "plan", "solo", "subscription", "sub_anna_2");
      assertStanding(developer, "active", 160);
      assertConsistent(developer);
    }
  }

  /// Each event of a subscription also states that no cancellation is planned.
  @Test
  void the_ledger_says_that_payments_were_paused_and_resumed() {
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        Developer developer = service.developer()) {
      developer.pay("invoice.paid", "account", "anna", "plan", "solo");
      developer.pay("customer.subscription.updated", "account", "anna", "pause", "void");
      developer.pay("customer.subscription.updated", "account", "anna");

      Reply ledger = developer.get("anna", "ledger?kind=standing");

      assertThat(ledger.at("data.1.reason")).isEqualTo("paused");
      assertThat(ledger.at("data.0.reason")).isEqualTo("resumed");
    }
  }

  private static Service serving(String product) throws Exception {
    return Service.start(
        Server.bind(0), Catalogs.shipped(product), Optional.empty(), Webhook.SECRET);
  }

  private static Reply letter(Developer developer, int number) {
    return developer.charge(
        "anna", "letter-" + number, "letter.generate", "document", "letter-" + number);
  }

  private static Reply sync(Developer developer, int number) {
    return developer.charge("anna", "sync-" + number, "website.sync");
  }

  private static void assertStanding(Developer developer, String standing, int total) {
    Reply balance = developer.balance("anna");
    assertThat(balance.at("standing")).isEqualTo(standing);
    assertThat(balance.at("total")).isEqualTo(total);
  }

  private static void assertConsistent(Developer developer) {
    assertThat(developer.get("anna", "audit").at("consistent")).isEqualTo(true);
  }
}
