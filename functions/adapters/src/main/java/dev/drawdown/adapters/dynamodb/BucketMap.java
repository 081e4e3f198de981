package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A bucket within the wallet's item. There may be fifty, so the names are letters: its code, what
/// was granted and what remains, granted when; the plan, its period's end, the warnings told; what
/// a pack owes.
final class BucketMap {
  private static final String CODE = "i";
  private static final String GRANTED = "g";
  private static final String REMAINING = "r";
  private static final String GRANTED_AT = "a";
  private static final String PLAN = "p";
  private static final String ENDS_AT = "e";
  private static final String WARNINGS = "w";
  private static final String OWED = "o";

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
          map.text(PLAN, plan.plan().value())
              .instant(ENDS_AT, plan.endsAt())
              .number(WARNINGS, plan.warnings())
              .map();
      case Bucket.Starter starter -> map.number(WARNINGS, starter.warnings()).map();
      case Bucket.TopUp pack -> (pack.owed().isNone() ? map : map.credits(OWED, pack.owed())).map();
    };
  }

  static Bucket read(Item map) {
    BucketId id = BucketCode.read(map.text(CODE));
    return switch (id.kind()) {
      case PLAN -> readPlan(map);
      case STARTER ->
          new Bucket.Starter(
              id.number(),
              map.credits(GRANTED),
              map.credits(REMAINING),
              map.instant(GRANTED_AT),
              Math.toIntExact(map.number(WARNINGS)));
      case TOP_UP ->
          new Bucket.TopUp(
              id.number(),
              map.credits(GRANTED),
              map.credits(REMAINING),
              map.instant(GRANTED_AT),
              map.optionalNumber(OWED).map(Credits::of).orElse(Credits.NONE));
      case POOL ->
          throw new IllegalStateException("no wallet has a bucket of the kind pool: " + id);
    };
  }

  static Bucket.Plan readPlan(Item map) {
    return new Bucket.Plan(
        BucketCode.read(map.text(CODE)).number(),
        new PlanId(map.text(PLAN)),
        map.credits(GRANTED),
        map.credits(REMAINING),
        map.instant(GRANTED_AT),
        map.instant(ENDS_AT),
        Math.toIntExact(map.number(WARNINGS)));
  }
}
