package dev.drawdown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.PlanBucket;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.billing.SubscriptionTimeline;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.PaidBuckets;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.stripe.EventReader;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The provider's bills, read and applied: the account's credits afterwards, without any wallet.
class BilledEventsTest {
  private static final String PAID = "'type':'invoice.paid','account':'ada',";
  private static final String RENEWED = PAID + "'billingReason':'subscription_cycle'";
  private static final String CHANGED = PAID + "'billingReason':'subscription_update',";
  private static final String UPDATED = "'type':'customer.subscription.updated','account':'ada'";
  private static final String FAILED = "'type':'invoice.payment_failed','account':'ada'";

  private Customer ada = new Customer("outsmart", new AccountId("ada"));

  @Test
  void a_customer_who_paid_twice_has_both_and_loses_only_one() {
    ada.on("2027-03-01", PAID + "'plan':'plus','interval':'year','subscription':'sub_plus'");
    ada.on("2027-03-02", PAID + "'plan':'solo','subscription':'sub_solo'").draws(20);
    assertThat(ada.left()).isEqualTo(380);

    ada.on("2027-04-02", FAILED + ",'subscription':'sub_solo','last':true");
    ada.on("2027-04-08");
    assertThat(ada.standing()).isEqualTo(Standing.ACTIVE);

    ada.on("2027-04-08", "'type':'customer.subscription.deleted','subscription':'sub_solo'");
    assertThat(ada.left()).isEqualTo(280);
    assertThat(ada.standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_renewal_that_a_coupon_or_a_credit_paid_is_a_normal_month() {
    for (String free : List.of("'coupon':100", "'credit':1900", "'balance':true")) {
      ada = new Customer("outsmart", new AccountId("ada"));
      ada.on("2027-03-01", PAID + "'plan':'solo'").draws(40);
      ada.on("2027-04-01", RENEWED + "," + free);

      assertThat(ada.left()).as(free).isEqualTo(105);
      assertThat(ada.on("2027-05-01").standing()).isEqualTo(Standing.ACTIVE);
    }
  }

  @Test
  void a_month_paid_early_waits_for_its_start() {
    ada.on("2027-03-01", PAID + "'plan':'solo'").draws(40);
    ada.on("2027-03-12", RENEWED);

    assertThat(ada.left()).isEqualTo(60);
    assertThat(ada.on("2027-04-01").left()).isEqualTo(105);
  }

  @Test
  void three_months_on_one_invoice_are_one_after_the_other() {
    ada.on("2027-03-01", PAID + "'plan':'solo','periods':3");

    assertThat(ada.left()).isEqualTo(100);
    assertThat(ada.on("2027-04-01").left()).isEqualTo(100);
    assertThat(ada.on("2027-05-01").left()).isEqualTo(100);
  }

  @Test
  void three_months_of_a_renewal_bring_the_bonus_after_the_first() {
    ada.on("2027-03-01", RENEWED + ",'plan':'solo','periods':3");

    assertThat(ada.left()).isEqualTo(100);
    assertThat(ada.on("2027-04-01").left()).isEqualTo(105);
    assertThat(ada.on("2027-05-01").left()).isEqualTo(105);
  }

  @Test
  void seats_in_tiers_add_up() {
    Customer office = new Customer("outsmart", new PoolId("office-1"));
    String pool = "'type':'invoice.paid','pool':'office-1','plan':'office',";

    office.on(
        "2027-03-01",
        pool + "'lines':[{'quantity':5,'amount':39500},{'quantity':3,'amount':21000}]");

    assertThat(office.left()).isEqualTo(4000);
  }

  @Test
  void a_sixth_seat_on_the_last_day_is_one_seat() {
    Customer office = new Customer("outsmart", new PoolId("office-1"));
    String pool = "'type':'invoice.paid','pool':'office-1','plan':'office',";
    office.on("2027-03-01", pool + "'quantity':5").draws(2500);

    office.on("2027-03-31", pool + "'billingReason':'subscription_update','quantity':6");

    assertThat(office.left()).isEqualTo(500);
  }

  /// OutSmart: an upgrade sets the balance to the new plan's amount.
  @Test
  void an_upgrade_sets_the_balance_if_the_catalog_says_so() {
    ada.on("2027-03-01", PAID + "'plan':'solo'").draws(90);

    assertThat(ada.on("2027-03-16", CHANGED + "'plan':'plus'").left()).isEqualTo(300);
  }

  @Test
  void an_upgrade_under_a_full_coupon_counts() {
    ada.on("2027-03-01", PAID + "'plan':'solo'").draws(90);

    ada.on("2027-03-16", CHANGED + "'plan':'plus','coupon':100");

    assertThat(ada.left()).isEqualTo(300);
  }

  @Test
  void a_first_partial_month_is_granted() {
    ada.on(
        "2027-03-20", PAID + "'plan':'solo','proration':true,'periodEnd':'2027-04-01T00:00:00Z'");

    assertThat(ada.left()).isEqualTo(100);
  }

  @Test
  void only_the_ai_plan_counts_beside_the_products_own_prices() {
    ada.on(
        "2027-03-01",
        PAID
            + "'lines':[{'price':'price_base','item':'si_base'},{'plan':'solo','item':'si_ai'},"
            + "{'price':'price_metered','item':'si_metered','quantity':900000000,'amount':77}]");

    assertThat(ada.left()).isEqualTo(100);
  }

  @Test
  void a_declined_upgrade_is_no_failed_renewal() {
    ada.on("2027-03-01", PAID + "'plan':'solo'");
    ada.on("2027-03-16", FAILED + ",'billingReason':'subscription_update','plan':'plus'");

    assertThat(ada.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(ada.left()).isEqualTo(100);
  }

  @Test
  void a_paused_customer_never_gets_advice_to_update_a_card() {
    ada.on("2027-03-01", PAID + "'plan':'solo'");
    ada.on("2027-03-10", UPDATED + ",'pause':'void'");
    assertThat(ada.left()).isEqualTo(100);

    for (String day : List.of("2027-04-01", "2027-04-10", "2027-04-20", "2027-05-01")) {
      ada.on(day, UPDATED + ",'pause':'void'");
      assertThat(ada.standing()).as(day).isEqualTo(Standing.ACTIVE);
      assertThat(ada.left()).as(day).isZero();
    }
    ada.on("2027-05-10", UPDATED);
    ada.on("2027-05-10", RENEWED + ",'periodStart':'2027-05-10T00:00:00Z'");
    assertThat(ada.left()).isEqualTo(105);
  }

  @Test
  void a_cancellation_at_the_periods_end_may_be_withdrawn_in_the_same_second() {
    ada.on("2027-03-01", PAID + "'plan':'solo'");
    ada.on("2027-03-10", UPDATED + ",'cancelAtPeriodEnd':true");
    ada.on("2027-03-10", UPDATED);
    ada.on("2027-03-10", UPDATED + ",'cancelAtPeriodEnd':true");

    assertThat(ada.on("2027-04-01").left()).isZero();
    assertThat(ada.standing()).isEqualTo(Standing.ACTIVE);
  }

  /// Applies the events, and follows the timeline as a wallet would.
  private static final class Customer {
    private final StripeProvider provider;
    private final EventReader reader;
    private final BillingPolicy policy;
    private final Owner owner;
    private final Map<SubscriptionId, Subscription> known = new TreeMap<>();
    private PaidBuckets buckets = PaidBuckets.NONE;
    private Instant now = Instant.EPOCH;

    Customer(String product, Owner owner) {
      Catalog catalog = Catalogs.shipped(product);
      this.provider = new StripeProvider(catalog);
      this.reader = new EventReader(catalog, false);
      this.policy = BillingPolicy.of(catalog);
      this.owner = owner;
    }

    Customer on(String day) {
      Instant then = Instant.parse(day + "T00:00:00Z");
      Optional<Instant> next = nextChange();
      while (next.isPresent() && !next.get().isAfter(then)) {
        now = next.get();
        follow();
        next = nextChange();
      }
      now = then;
      follow();
      return this;
    }

    Customer on(String day, String request) {
      on(day);
      JsonObject json = JsonObject.parse("{" + request.replace('\'', '"') + "}");
      String body = provider.make(json, now).body();
      WebhookCommand command = reader.read(StripeEvent.read(body.getBytes(StandardCharsets.UTF_8)));
      if (command instanceof ApplyFacts facts) {
        Subscription before =
            known.getOrDefault(facts.subscription(), Subscription.unknown(facts.subscription()));
        assertThat(facts.decide(before)).isEqualTo(facts);
        Subscription after = before;
        for (Fact fact : facts.facts()) {
          after = after.with(fact);
        }
        known.put(after.id(), after);
        follow();
      } else {
        assertThat(command).isEqualTo(new WebhookCommand.NoAction());
      }
      return this;
    }

    Customer draws(long credits) {
      PlanBucket held = buckets.all().getFirst();
      buckets = buckets.with(held.withRemaining(held.remaining().minus(Credits.of(credits))));
      return this;
    }

    long left() {
      return buckets.usable().amount();
    }

    Standing standing() {
      return timeline().at(now).standing();
    }

    private AccountTimeline timeline() {
      return new AccountTimeline(List.copyOf(known.values()), owner, policy);
    }

    private Optional<Instant> nextChange() {
      return timeline().nextChangeAfter(now);
    }

    private void follow() {
      for (Subscription subscription : known.values()) {
        SubscriptionState state = new SubscriptionTimeline(subscription, owner, policy).at(now);
        buckets = buckets.after(buckets.buckets().follow(state));
      }
    }
  }
}
