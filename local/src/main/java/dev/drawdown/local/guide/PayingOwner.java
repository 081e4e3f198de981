package dev.drawdown.local.guide;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.InvoiceLines.Line;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PlanSale;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/// A subscription, as the payment provider reports it to the rules.
final class PayingOwner {
  private static final Period MONTH = Period.ofMonths(1);

  private final ExampleScene scene;
  private final Owner owner;
  private SubscriptionId id;
  private Instant paidUntil;
  private int subscriptions;

  PayingOwner(ExampleScene scene, Owner owner) {
    this.scene = scene;
    this.owner = owner;
    this.id = new SubscriptionId("subscription-of-" + owner.value());
    this.paidUntil = scene.clock();
  }

  /// Pays for a first month from now on.
  void pay(Plan plan) {
    pay(plan, 1, Offer.AGREED);
  }

  void pay(Plan plan, int quantity, Credits agreed) {
    paidUntil = ExampleScene.plus(scene.clock(), MONTH);
    paid(plan, quantity, agreed, scene.clock(), false);
  }

  /// Pays for a first year from now on.
  void payForYear(Plan plan) {
    paidUntil = ExampleScene.plus(scene.clock(), Period.ofYears(1));
    paid(plan, 1, Offer.AGREED, scene.clock(), false);
  }

  /// Pays for the month after the paid one.
  void renew(Plan plan) {
    Instant start = paidUntil;
    paidUntil = ExampleScene.plus(start, MONTH);
    paid(plan, 1, Offer.AGREED, start, true);
  }

  /// Changes to `plan` for the rest of the paid period.
  void changeTo(Plan plan) {
    paid(plan, 1, Offer.AGREED, scene.clock(), false);
  }

  /// The payment of the next period fails. `last` means that the provider doesn't try again.
  void fail(boolean last) {
    apply(new Fact.PaymentFailed(paidUntil, last));
  }

  /// Cancels for the end of the paid period.
  void cancel() {
    changed("cancel", Optional.empty(), Optional.of(paidUntil));
  }

  void withdrawCancellation() {
    changed("withdraw", Optional.of(paidUntil), Optional.empty());
  }

  /// The subscription ends at once. The next payment begins another one.
  void end() {
    apply(new Fact.Ended(scene.clock()));
    subscriptions++;
    id = new SubscriptionId("subscription-of-" + owner.value() + "-" + subscriptions);
  }

  /// The end of the paid period.
  Instant paidUntil() {
    return paidUntil;
  }

  private void paid(Plan named, int quantity, Credits agreed, Instant start, boolean renewal) {
    Plan plan = scene.plan(named);
    Line line =
        new Line(
            Optional.of(new ItemId("item")),
            new PriceId("price-" + plan.id()),
            new PaidTime(start, paidUntil),
            quantity,
            BigDecimal.ONE);
    PlanSale sale = new PlanSale(plan, owner, line, Optional.of(agreed), renewal);
    apply(new Fact.TermPaid(sale.term(scene.offer().catalog()), Optional.empty()));
  }

  private void changed(String event, Optional<Instant> before, Optional<Instant> at) {
    ProviderEventId name = new ProviderEventId(event);
    apply(new Fact.CancellationChanged(new FlagChange(scene.clock(), name, before, at)));
  }

  private void apply(Fact fact) {
    List<Fact> facts = List.of(fact);
    scene
        .table()
        .write(
            scene
                .rules()
                .renewing()
                .apply(facts, scene.table().renewal(id, facts), scene.clock())
                .commits());
  }
}
