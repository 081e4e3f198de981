package dev.drawdown.operator.explain;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Purchase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// How the sentences write times, credits, plans and actions. Names are those of the catalog.
/// Things that the catalog no longer names appear by their id.
record PlainWords(Catalog catalog) {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// The time to the minute, or to the second if it isn't a whole minute.
  static String time(Instant at) {
    boolean whole = at.truncatedTo(ChronoUnit.SECONDS).equals(at.truncatedTo(ChronoUnit.MINUTES));
    return (whole ? MINUTES : SECONDS).format(at);
  }

  static String credits(Credits credits) {
    return credits(credits.amount());
  }

  static String credits(long amount) {
    return amount + (amount == 1 ? " credit" : " credits");
  }

  static String credits(BucketKind kind, Credits credits) {
    return switch (kind) {
      case PLAN -> credits(credits) + " of the plan";
      case PROMOTIONAL -> credits.amount() + " promotional credits";
      case STARTER -> credits.amount() + " starter credits";
      case POOL -> credits(credits) + " of the pool";
      case TOP_UP -> credits(credits) + " of top-ups";
    };
  }

  /// `a`, `a and b`, or `a, b and c`.
  static String list(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  String plan(PlanId plan) {
    return catalog.plan(plan).map(Plan::name).orElse(plan.value());
  }

  /// A plan and the subscription that pays for it. The item is added if there are several.
  String plan(PaidBucket bucket, SubscriptionState of) {
    return "plan " + plan(bucket.plan()) + " of " + item(bucket, of);
  }

  private static String item(PaidBucket bucket, SubscriptionState of) {
    String subscription = "subscription " + of.subscription();
    return bucket
        .name()
        .item()
        .filter(_ -> of.buckets().size() > 1)
        .map(item -> "item " + item.value() + " of " + subscription)
        .orElse(subscription);
  }

  String purchase(Purchase bought) {
    String times = bought.quantity() == 1 ? "" : bought.quantity() + " times ";
    return times + action(bought.action());
  }

  private String action(ActionId action) {
    return catalog
        .action(action)
        .map(Action::name)
        .filter(name -> !name.equals(action.value()))
        .map(name -> "\"" + name + "\" (" + action + ")")
        .orElse(action.value());
  }

  static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
  }
}
