package dev.drawdown.reading;

import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The catalog for everyone: the costs of actions, and the plans and packs on sale, at today's
/// amounts.
final class CatalogBody {
  private CatalogBody() {}

  static Map<String, ?> of(Catalog catalog, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("product", catalog.product());
    body.put("drawOrder", catalog.drawOrder().kinds().stream().map(BucketKind::label).toList());
    body.put("actions", catalog.actions().values().stream().map(CatalogBody::action).toList());
    body.put("plans", catalog.plans().values().stream().map(plan -> plan(plan, now)).toList());
    body.put("packs", catalog.packs().byId().values().stream().map(CatalogBody::pack).toList());
    return body;
  }

  private static Map<String, ?> action(Action action) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", action.id().value());
    body.put("name", action.name());
    body.put("cost", action.cost().amount());
    body.put("oncePerDocument", action.oncePerDocument());
    return body;
  }

  private static Map<String, ?> plan(Plan plan, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", plan.id().value());
    body.put("name", plan.name());
    body.put("credits", plan.allowance().map(allowance -> allowance.at(now).amount()));
    body.put("days", days(plan.period()));
    body.put("renewalBonus", plan.renewalBonus().isNone() ? null : plan.renewalBonus().amount());
    body.put("period", period(plan.period()));
    body.put("pool", plan.pool() ? true : null);
    body.put("price", plan.price().map(CatalogBody::price));
    return body;
  }

  private static Map<String, ?> pack(Pack pack) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", pack.id().value());
    body.put("name", pack.name());
    body.put("credits", pack.credits().amount());
    body.put("price", pack.price().map(CatalogBody::price));
    return body;
  }

  private static Map<String, ?> price(Price price) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("amount", price.amount());
    body.put("currency", price.currency());
    return body;
  }

  private static String period(Period period) {
    return switch (period) {
      case Period.CalendarMonth _ -> "calendar-month";
      case Period.BillingCycle _ -> "billing-cycle";
      case Period.Fixed _ -> "fixed";
    };
  }

  private static Optional<Integer> days(Period period) {
    return switch (period) {
      case Period.Fixed(int days) -> Optional.of(days);
      case Period.CalendarMonth _, Period.BillingCycle _ -> Optional.empty();
    };
  }
}
