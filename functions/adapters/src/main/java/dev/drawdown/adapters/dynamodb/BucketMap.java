package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.catalog.PlanId;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.BucketId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A bucket within the wallet's item. There may be fifty, so the names are letters: its code, what
/// was granted and what remains, granted when; the plan, its period's end, the warnings told.
final class BucketMap {
  private static final String CODE = "i";
  private static final String GRANTED = "g";
  private static final String REMAINING = "r";
  private static final String GRANTED_AT = "a";
  private static final String PLAN = "p";
  private static final String ENDS_AT = "e";
  private static final String WARNINGS = "w";

  private BucketMap() {}

  static AttributeValue of(Bucket bucket) {
    NewItem map =
        new NewItem()
            .with(CODE, BucketCode.of(bucket.id()))
            .credits(GRANTED, bucket.granted())
            .credits(REMAINING, bucket.remaining())
            .instant(GRANTED_AT, bucket.grantedAt());
    return switch (bucket) {
      case Bucket.Plan plan ->
          map(
              map.text(PLAN, plan.plan().value())
                  .instant(ENDS_AT, plan.endsAt())
                  .number(WARNINGS, plan.warnings()));
      case Bucket.Starter starter -> map(map.number(WARNINGS, starter.warnings()));
      case Bucket.TopUp _ -> map(map);
    };
  }

  static Bucket read(AttributeValue value) {
    Item map = new Item(value.m());
    BucketId id = BucketCode.read(map.text(CODE));
    return switch (id.kind()) {
      case PLAN ->
          new Bucket.Plan(
              id.number(),
              new PlanId(map.text(PLAN)),
              map.credits(GRANTED),
              map.credits(REMAINING),
              map.instant(GRANTED_AT),
              map.instant(ENDS_AT),
              Math.toIntExact(map.number(WARNINGS)));
      case STARTER ->
          new Bucket.Starter(
              id.number(),
              map.credits(GRANTED),
              map.credits(REMAINING),
              map.instant(GRANTED_AT),
              Math.toIntExact(map.number(WARNINGS)));
      case TOP_UP ->
          new Bucket.TopUp(
              id.number(), map.credits(GRANTED), map.credits(REMAINING), map.instant(GRANTED_AT));
      case POOL -> throw new IllegalStateException("a wallet has no pool's bucket: " + id);
    };
  }

  private static AttributeValue map(NewItem item) {
    return AttributeValue.fromM(item.attributes());
  }
}
