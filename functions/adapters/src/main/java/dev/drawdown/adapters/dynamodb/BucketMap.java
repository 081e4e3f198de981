package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import java.time.Instant;
import java.util.function.Function;

/// A bucket within the wallet's item. There may be fifty, so the names are letters: its code, what
/// was granted and what remains, granted when; the plan, its period's end, the warnings told; what
/// a pack owes.
final class BucketMap {
  /// A bucket's name as the table has it: the letter of its kind and its number, `p12`. A wallet
  /// names its buckets up to 250 times, and the whole words would make a quarter of its size.
  static final Attribute<BucketId> CODE = TEXT.as(BucketMap::id, BucketMap::code);

  private static final String ID = "i";

  private static final ItemCodec<Bucket.Plan> PLAN =
      ItemCodec.of(
          Bucket.Plan::new,
          number(),
          field("p", TEXT.as(PlanId::new, PlanId::value), Bucket.Plan::plan),
          granted(),
          remaining(),
          grantedAt(),
          field("e", INSTANT, Bucket.Plan::endsAt),
          warnings(Bucket.Plan::warnings));

  private static final ItemCodec<Bucket.Starter> STARTER =
      ItemCodec.of(
          Bucket.Starter::new,
          number(),
          granted(),
          remaining(),
          grantedAt(),
          warnings(Bucket.Starter::warnings));

  private static final ItemCodec<Bucket.TopUp> TOP_UP =
      ItemCodec.of(
          Bucket.TopUp::new,
          number(),
          granted(),
          remaining(),
          grantedAt(),
          unless(Credits.NONE, "o", CREDITS, Bucket.TopUp::owed));

  static final Attribute<Bucket> MAP = Attribute.MAP.as(BucketMap::read, BucketMap::written);

  private BucketMap() {}

  private static Item written(Bucket bucket) {
    return switch (bucket) {
      case Bucket.Plan plan -> PLAN.item(plan);
      case Bucket.Starter starter -> STARTER.item(starter);
      case Bucket.TopUp pack -> TOP_UP.item(pack);
    };
  }

  static Bucket read(Item map) {
    BucketId id = map.required(ID, CODE);
    return switch (id.kind()) {
      case PLAN -> PLAN.read(map);
      case STARTER -> STARTER.read(map);
      case TOP_UP -> TOP_UP.read(map);
      case POOL ->
          throw new IllegalStateException("no wallet has a bucket of the kind pool: " + id);
    };
  }

  static Bucket.Plan readPlan(Item map) {
    return PLAN.read(map);
  }

  /// The number within the code. Its letter says which record this is.
  private static <B extends Bucket> Field<B, Long> number() {
    return ItemCodec.<B, BucketId>field(ID, CODE, Bucket::id).as(BucketId::number);
  }

  private static <B extends Bucket> Field<B, Credits> granted() {
    return field("g", CREDITS, Bucket::granted);
  }

  private static <B extends Bucket> Field<B, Credits> remaining() {
    return field("r", CREDITS, Bucket::remaining);
  }

  private static <B extends Bucket> Field<B, Instant> grantedAt() {
    return field("a", INSTANT, Bucket::grantedAt);
  }

  private static <B extends Bucket> Field<B, Integer> warnings(Function<B, Integer> get) {
    return field("w", INT, get);
  }

  private static String code(BucketId bucket) {
    return letter(bucket.kind()) + bucket.number();
  }

  private static BucketId id(String code) {
    for (BucketKind kind : BucketKind.values()) {
      if (code.startsWith(letter(kind))) {
        return new BucketId(kind, Long.parseLong(code.substring(1)));
      }
    }
    throw new IllegalStateException("not the code of a bucket: " + code);
  }

  private static String letter(BucketKind kind) {
    return switch (kind) {
      case PLAN -> "p";
      case STARTER -> "s";
      case POOL -> "o";
      case TOP_UP -> "t";
    };
  }
}
