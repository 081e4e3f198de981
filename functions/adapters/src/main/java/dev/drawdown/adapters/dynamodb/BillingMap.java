package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Standing;

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
}
