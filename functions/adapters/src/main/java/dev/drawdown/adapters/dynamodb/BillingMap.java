package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Standing;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What payments for plans come to, within the wallet's item: the standing that was told, the term,
/// the bucket that a cancellation closed, how many events are parked.
final class BillingMap {
  private static final String STANDING = "s";
  private static final String TERM = "t";
  private static final String CLEARED = "c";
  private static final String PARKED = "n";

  static final Attribute<BillingState> MAP = Attribute.MAP.as(BillingMap::read, BillingMap::item);

  private BillingMap() {}

  private static Item item(BillingState billing) {
    NewItem map =
        new NewItem().text(STANDING, billing.standing().label()).number(PARKED, billing.parked());
    billing.term().map(TermMap::of).ifPresent(term -> map.with(TERM, term));
    billing.cleared().map(BucketMap.MAP::of).ifPresent(bucket -> map.with(CLEARED, bucket));
    return new Item(map.attributes());
  }

  private static BillingState read(Item map) {
    return new BillingState(
        map.optionalMap(TERM).map(TermMap::read),
        standing(map.text(STANDING)),
        map.optionalMap(CLEARED).map(BucketMap::readPlan),
        Math.toIntExact(map.number(PARKED)));
  }

  private static Standing standing(String label) {
    for (Standing standing : Standing.values()) {
      if (standing.label().equals(label)) {
        return standing;
      }
    }
    throw new IllegalStateException("not a standing: " + label);
  }

  /// The term of a paid plan within the wallet's item: subscription, paid period, whether the next
  /// one failed or was given up, when it is cancelled, when it ended.
  static final class TermMap {
    private static final String SUBSCRIPTION = "s";
    private static final String PAID = "p";
    private static final String FAILED = "f";
    private static final String GIVEN_UP = "g";
    private static final String CANCELS_AT = "c";
    private static final String ENDED_AT = "e";

    private TermMap() {}

    static AttributeValue of(Term term) {
      return new NewItem()
          .text(SUBSCRIPTION, term.subscription().value())
          .with(PAID, PaidMap.of(term.paid()))
          .flag(FAILED, term.failed())
          .flag(GIVEN_UP, term.givenUp())
          .instant(CANCELS_AT, term.cancelsAt())
          .instant(ENDED_AT, term.endedAt())
          .map();
    }

    static Term read(Item map) {
      return new Term(
          new SubscriptionId(map.text(SUBSCRIPTION)),
          PaidMap.read(map.map(PAID)),
          map.flag(FAILED),
          map.flag(GIVEN_UP),
          map.optionalInstant(CANCELS_AT),
          map.optionalInstant(ENDED_AT));
    }
  }

  /// A paid period, within a wallet's or a subscription's item: plan, quantity, credits, start,
  /// end.
  static final class PaidMap {
    private static final String PLAN = "p";
    private static final String QUANTITY = "q";
    private static final String CREDITS = "c";
    private static final String START = "s";
    private static final String END = "e";

    private PaidMap() {}

    static AttributeValue of(PaidPeriod paid) {
      return new NewItem()
          .text(PLAN, paid.plan().value())
          .number(QUANTITY, paid.quantity())
          .credits(CREDITS, paid.credits())
          .instant(START, paid.start())
          .instant(END, paid.end())
          .map();
    }

    static PaidPeriod read(Item map) {
      return new PaidPeriod(
          new PlanId(map.text(PLAN)),
          Math.toIntExact(map.number(QUANTITY)),
          map.credits(CREDITS),
          map.instant(START),
          map.instant(END));
    }
  }
}
