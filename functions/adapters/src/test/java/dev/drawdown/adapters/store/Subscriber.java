package dev.drawdown.adapters.store;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The account `anna` on a store in memory, with a clock and a subscription: paid for from [#START]
/// to [#END] and, once renewed, to [#NEXT_END].
public final class Subscriber {
  public static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  public static final Instant END = Instant.parse("2026-12-20T00:00:00Z");
  public static final Instant NEXT_END = Instant.parse("2027-01-20T00:00:00Z");

  private static final AccountId ANNA = new AccountId("anna");
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_anna");

  private final InMemoryStore store = new InMemoryStore();
  private final Catalog catalog;
  private Instant now = START;

  private Subscriber(Catalog catalog) {
    this.catalog = catalog;
  }

  /// Who has just paid for `plan`.
  public static Subscriber to(String product, String plan) {
    Subscriber subscriber = new Subscriber(Catalogs.shipped(product));
    return subscriber.told(period(plan, START, END, false));
  }

  public Subscriber at(Instant instant) {
    now = instant;
    return this;
  }

  /// As after a payment for the next period that failed, when that period began.
  public Subscriber inGrace() {
    return at(END).told(new PaymentFailed(SUBSCRIPTION, END, false));
  }

  /// As after a last payment for the next period that failed.
  public Subscriber suspended() {
    return at(END).told(new PaymentFailed(SUBSCRIPTION, END, true));
  }

  public Subscriber renewed(String plan) {
    return told(period(plan, END, NEXT_END, true));
  }

  /// As after an end of the subscription right now.
  public Subscriber ended() {
    return told(new SubscriptionEnded(SUBSCRIPTION, now));
  }

  public Subscriber bought(String pack) {
    PackPaid paid = new PackPaid(new PaymentId("pi_" + pack), new PackId(pack), true);
    store.commitAll(
        Rules.of(catalog)
            .toppingUp()
            .topUp(paid, store.topUp(ANNA, paid.payment()), now)
            .commits());
    return this;
  }

  public Ports ports() {
    return new Ports(catalog, store, () -> now);
  }

  private static PeriodPaid period(String plan, Instant start, Instant end, boolean renewal) {
    return new PeriodPaid(
        SUBSCRIPTION, new PlanId(plan), 1, OptionalLong.empty(), start, end, renewal);
  }

  private Subscriber told(RenewalFact fact) {
    store.commitAll(
        Rules.of(catalog)
            .renewing()
            .apply(fact, store.renewal(ANNA, SUBSCRIPTION, Optional.empty()), now)
            .commits());
    return this;
  }
}
