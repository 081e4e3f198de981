package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.wallet.BillingState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The billing state within the wallet's item: the relevant facts, the instant up to which the
/// buckets follow them, the recorded standing, closed buckets, and parked events.
final class BillingMap {
  private static final Attribute<Standing> STANDING =
      TEXT.as(BillingMap::standing, Standing::label);

  private BillingMap() {}

  /// The billing state of `owner`. Its terms leave out the owner.
  static Attribute<BillingState> map(Owner owner) {
    return ItemCodec.of(
            BillingState::new,
            unless(
                List.of(),
                "k",
                SubscriptionMap.codec(Optional.of(owner)).map().list(),
                BillingState::known),
            unless(Instant.EPOCH, "a", INSTANT, BillingState::followedAt),
            unless(Standing.ACTIVE, "s", STANDING, BillingState::standing),
            unless(List.of(), "c", BucketMap.MAP.list(), BillingState::closed),
            unless(false, "p", FLAG, BillingState::everPaid),
            unless(0L, "t", NUMBER, BillingState::revision),
            unless(List.of(), "w", INSTANT.list(), BillingState::parkedSince))
        .map();
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
