package dev.drawdown.local.stripe;

import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The subscription that an event is about: as the request says, else as the service knows it.
record Subscribed(
    String id,
    Subject subject,
    String plan,
    long quantity,
    OptionalLong credits,
    Optional<PaidPeriod> before) {
  static Subscribed of(Order order, PaidBefore paid) {
    Subject subject = Subject.of(order);
    String id = subject.named("subscription", "sub", "");
    Optional<PaidPeriod> before = paid.of(new SubscriptionId(id));
    String plan =
        order
            .name("plan")
            .or(() -> before.map(period -> period.plan().value()))
            .orElseThrow(() -> order.missing("plan", "nothing was paid for by " + id));
    long quantity = order.number("quantity").orElse(before.map(PaidPeriod::quantity).orElse(1));
    return new Subscribed(id, subject, plan, quantity, order.number("credits"), before);
  }

  /// The period that the request names, as far as it does, in place of `otherwise`.
  static BillingPeriod period(Order order, BillingPeriod otherwise) {
    Optional<Instant> start = order.instant("periodStart");
    Optional<Instant> end = order.instant("periodEnd");
    return start.isPresent() && end.isEmpty()
        ? BillingPeriod.monthFrom(start.get())
        : new BillingPeriod(start.orElse(otherwise.start()), end.orElse(otherwise.end()));
  }

  /// The period that `now` is in; its first, where nothing was paid for.
  BillingPeriod current(Instant now) {
    return before
        .map(paid -> BillingPeriod.of(paid).at(now))
        .orElseGet(() -> BillingPeriod.monthFrom(now));
  }

  /// The period that is to be paid for next.
  BillingPeriod next(Instant now) {
    return before
        .map(paid -> BillingPeriod.of(paid).next(now))
        .orElseGet(() -> BillingPeriod.monthFrom(now));
  }

  /// The plan is named where its price alone doesn't tell it.
  Map<String, Object> metadata(PriceList prices) {
    Map<String, Object> metadata = new LinkedHashMap<>(subject.metadata());
    if (!prices.tells(plan)) {
      metadata.put("plan", plan);
    }
    credits.ifPresent(each -> metadata.put("credits", Long.toString(each)));
    return metadata;
  }

  Map<String, Object> names(BillingPeriod period) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("subscription", id);
    names.put("periodStart", period.start());
    names.put("periodEnd", period.end());
    return names;
  }
}
