package dev.drawdown.adapters.store;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The account `anna` on a store in memory, with a clock and a subscription.
///
/// It is paid from [#START] to [#END] and, after a renewal, to [#NEXT_END].
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

  /// An account that has just paid for `plan`.
  public static Subscriber to(String product, String plan) {
    Subscriber subscriber = new Subscriber(Catalogs.shipped(product));
    return subscriber.apply(period(plan, START, END, false));
  }

  public Subscriber at(Instant instant) {
    now = instant;
    return this;
  }

  /// The account at the start of its next period, whose payment failed.
  public Subscriber inGrace() {
    return at(END).apply(Facts.failed("sub_anna", END, false));
  }

  /// The account after the last failed payment for its next period and after the minimum grace.
  public Subscriber suspended() {
    return at(END).apply(Facts.failed("sub_anna", END, true)).at(END.plus(Duration.ofDays(3)));
  }

  public Subscriber renewed(String plan) {
    return apply(period(plan, END, NEXT_END, true));
  }

  /// The account after its subscription has ended now.
  public Subscriber ended() {
    return apply(Facts.ended("sub_anna", now));
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

  private static Statement period(String plan, Instant start, Instant end, boolean renewal) {
    return renewal
        ? Facts.renewed("sub_anna", plan, start, end)
        : Facts.paid("sub_anna", plan, start, end);
  }

  private Subscriber apply(Statement statement) {
    List<Fact> facts = List.of(statement.fact(ANNA, catalog));
    store.commitAll(
        Rules.of(catalog)
            .renewing()
            .apply(facts, store.renewal(SUBSCRIPTION, facts), now)
            .commits());
    return this;
  }
}
