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

/// What payments for plans come to, within the wallet's item: the facts that matter to it, up to
/// when it followed them, the standing that was told, closed buckets, and the parked events.
final class BillingMap {
  private static final Attribute<Standing> STANDING =
      TEXT.as(BillingMap::standing, Standing::label);

  private BillingMap() {}

  /// What the payments of `owner` come to. Its terms don't say whose they are.
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
            unless(0L, "t", NUMBER, BillingState::told),
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
