package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.wallet.BillingState;
import java.time.Instant;
import java.util.List;

/// What payments for plans come to, within the wallet's item: the facts that matter to it, up to
/// when it followed them, the standing that was told, closed buckets, and the parked events.
final class BillingMap {
  private static final Attribute<Standing> STANDING =
      TEXT.as(BillingMap::standing, Standing::label);

  static final Attribute<BillingState> MAP =
      ItemCodec.of(
              BillingState::new,
              unless(List.of(), "k", SubscriptionMap.CODEC.map().list(), BillingState::known),
              unless(Instant.EPOCH, "a", INSTANT, BillingState::followedAt),
              unless(Standing.ACTIVE, "s", STANDING, BillingState::standing),
              unless(List.of(), "c", BucketMap.MAP.list(), BillingState::closed),
              field("p", FLAG, BillingState::everPaid),
              field("t", NUMBER, BillingState::told),
              unless(List.of(), "w", INSTANT.list(), BillingState::parkedSince))
          .map();

  private BillingMap() {}

  private static Standing standing(String label) {
    for (Standing standing : Standing.values()) {
      if (standing.label().equals(label)) {
        return standing;
      }
    }
    throw new IllegalStateException("not a standing: " + label);
  }
}
