package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.BillingMap.PaidMap;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.PaidPeriods;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.Subscription;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a subscription: whose it is, and all that was told of it.
final class SubscriptionItem {
  private static final String OWNER = "ownedBy";
  private static final String REVISION = "revision";
  private static final String PAID = "paid";
  private static final String FAILED_FROM = "failedFrom";
  private static final String GAVE_UP_FROM = "gaveUpFrom";
  private static final String CANCELLATION = "cancellation";
  private static final String CREATED = "created";
  private static final String EVENT = "event";
  private static final String AT = "at";
  private static final String ENDED_AT = "endedAt";

  private SubscriptionItem() {}

  static Map<String, AttributeValue> of(OwnedSubscription owned) {
    Subscription subscription = owned.subscription();
    NewItem item =
        NewItem.of(Keys.subscription(subscription.id()))
            .owner(OWNER, owned.owner())
            .number(REVISION, owned.revision())
            .list(PAID, subscription.paid().byEnd().stream().map(PaidMap::of).toList())
            .instant(FAILED_FROM, subscription.failedFrom())
            .instant(GAVE_UP_FROM, subscription.gaveUpFrom())
            .instant(ENDED_AT, subscription.endedAt());
    subscription.cancellation().ifPresent(told -> item.with(CANCELLATION, map(told)));
    return item.attributes();
  }

  static OwnedSubscription read(Item item) {
    Subscription subscription =
        new Subscription(
            Keys.subscriptionOf(item.partition()),
            new PaidPeriods(item.maps(PAID).stream().map(PaidMap::read).toList()),
            item.optionalInstant(FAILED_FROM),
            item.optionalInstant(GAVE_UP_FROM),
            cancellation(item),
            item.optionalInstant(ENDED_AT));
    return new OwnedSubscription(item.owner(OWNER), subscription, item.number(REVISION));
  }

  private static AttributeValue map(Cancellation told) {
    return new NewItem()
        .instant(CREATED, told.created())
        .text(EVENT, told.event().value())
        .instant(AT, told.at())
        .map();
  }

  private static Optional<Cancellation> cancellation(Item item) {
    return item.optionalMap(CANCELLATION)
        .map(
            map ->
                new Cancellation(
                    map.instant(CREATED),
                    new ProviderEventId(map.text(EVENT)),
                    map.optionalInstant(AT)));
  }

  /// The item of a payment for a plan: to whom it brought how many credits.
  static final class GrantItem {
    private static final String OWNER = "ownedBy";
    private static final String CREDITS = "credits";

    private GrantItem() {}

    static Map<String, AttributeValue> of(Owner owner, Grant grant) {
      return NewItem.of(Keys.grant(grant.key()))
          .owner(OWNER, owner)
          .credits(CREDITS, grant.credits())
          .attributes();
    }

    static Credits read(Item item) {
      return item.credits(CREDITS);
    }
  }
}
