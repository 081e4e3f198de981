package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.BucketReason;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.billing.PlanBucket;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// A bucket within the wallet's item.
///
/// A wallet may have fifty buckets, so the names are single letters. They stand for its code,
/// granted and remaining credits, time of grant, plan, end, reported warnings, and owed credits of
/// a pack.
final class BucketMap {
  /// A bucket's name in the table, such as `p12`: the letter of its kind and its number.
  ///
  /// A wallet names its buckets up to 250 times. Whole words would take a quarter of the item's
  /// size.
  static final Attribute<BucketId> CODE = TEXT.as(BucketMap::id, BucketMap::code);

  private static final String ID = "i";

  /// Only paid buckets have a subscription.
  private static final String SUBSCRIPTION = "u";

  private static final ItemCodec<Bucket.Plan> PLAN =
      ItemCodec.of(
          Bucket.Plan::new,
          number(),
          field("p", SubscriptionMap.PLAN, Bucket.Plan::plan),
          granted(),
          remaining(),
          grantedAt(),
          field("e", INSTANT, Bucket.Plan::endsAt),
          warnings(Bucket.Plan::warnings));

  /// The subscription and item of a paid bucket.
  static final ItemCodec<PaidBucket.Name> NAME =
      ItemCodec.of(
          PaidBucket.Name::new,
          field(SUBSCRIPTION, SubscriptionMap.ID, PaidBucket.Name::subscription),
          optional("m", SubscriptionMap.ITEM, PaidBucket.Name::item));

  /// The granted credits, and the ceiling if it is lower.
  private record Amounts(Credits granted, Optional<Credits> ceiling) {
    static Amounts of(PaidBucket paid) {
      return new Amounts(
          paid.granted(),
          Optional.of(paid.ceiling()).filter(ceiling -> !ceiling.equals(paid.granted())));
    }
  }

  private static final ItemCodec<Amounts> AMOUNTS =
      ItemCodec.of(
          Amounts::new,
          field("g", CREDITS, Amounts::granted),
          optional("l", CREDITS, Amounts::ceiling));

  /// The times of opening and expiry, the term's end if it differs from the expiry, and the time of
  /// the next refresh.
  private record Times(
      Instant openedAt,
      Instant expiresAt,
      Optional<Instant> termEnd,
      Optional<Instant> refreshesAt) {
    static Times of(PaidBucket paid) {
      return new Times(
          paid.openedAt(),
          paid.expiresAt(),
          Optional.of(paid.termEnd()).filter(end -> !end.equals(paid.expiresAt())),
          paid.refreshesAt());
    }
  }

  private static final ItemCodec<Times> TIMES =
      ItemCodec.of(
          Times::new,
          field("a", INSTANT, Times::openedAt),
          field("e", INSTANT, Times::expiresAt),
          optional("t", INSTANT, Times::termEnd),
          optional("f", INSTANT, Times::refreshesAt));

  private static final ItemCodec<PaidBucket> PAID_FOR =
      ItemCodec.of(
          BucketMap::paidBucket,
          NAME.part(PaidBucket::name),
          field("p", SubscriptionMap.PLAN, PaidBucket::plan),
          AMOUNTS.part(Amounts::of),
          TIMES.part(Times::of),
          unless(State.RUNNING, "s", TEXT.as(State::valueOf, State::name), PaidBucket::state),
          unless(
              BucketReason.PLAN_STARTED,
              "y",
              TEXT.as(BucketReason::valueOf, BucketReason::name),
              PaidBucket::reason));

  private static final ItemCodec<PlanBucket> PLAN_BUCKET =
      ItemCodec.of(
          PlanBucket::new,
          PAID_FOR.part(PlanBucket::paid),
          field("r", CREDITS, PlanBucket::remaining),
          unless(Credits.NONE, "c", CREDITS, PlanBucket::clipped));

  static final ItemCodec<Bucket.Paid> PAID =
      ItemCodec.of(
          Bucket.Paid::new,
          number(),
          PLAN_BUCKET.part(Bucket.Paid::planBucket),
          warnings(Bucket.Paid::warnings),
          unless(1, "n", INT, Bucket.Paid::spread));

  private static final ItemCodec<Bucket.Starter> STARTER =
      ItemCodec.of(
          Bucket.Starter::new,
          number(),
          granted(),
          remaining(),
          grantedAt(),
          warnings(Bucket.Starter::warnings));

  private static final ItemCodec<Bucket.Promotional> PROMOTIONAL =
      ItemCodec.of(
          Bucket.Promotional::new,
          number(),
          granted(),
          remaining(),
          grantedAt(),
          optional("e", INSTANT, Bucket.Promotional::endsAt));

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
      case Bucket.Paid paid -> PAID.item(paid);
      case Bucket.Starter starter -> STARTER.item(starter);
      case Bucket.Promotional promotional -> PROMOTIONAL.item(promotional);
      case Bucket.TopUp pack -> TOP_UP.item(pack);
    };
  }

  static Bucket read(Item map) {
    BucketId id = map.required(ID, CODE);
    return switch (id.kind()) {
      case PLAN -> map.has(SUBSCRIPTION) ? PAID.read(map) : PLAN.read(map);
      case STARTER -> STARTER.read(map);
      case PROMOTIONAL -> PROMOTIONAL.read(map);
      case TOP_UP -> TOP_UP.read(map);
      case POOL ->
          throw new IllegalStateException("no wallet has a bucket of the kind pool: " + id);
    };
  }

  private static PaidBucket paidBucket(
      PaidBucket.Name name,
      PlanId plan,
      Amounts amounts,
      Times times,
      State state,
      BucketReason reason) {
    return new PaidBucket(
        name,
        plan,
        times.openedAt(),
        amounts.granted(),
        amounts.ceiling().orElse(amounts.granted()),
        times.termEnd().orElse(times.expiresAt()),
        times.expiresAt(),
        times.refreshesAt(),
        state,
        reason);
  }

  /// The number within the code. The code's letter selects the record type.
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
      case PROMOTIONAL -> "g";
      case STARTER -> "s";
      case POOL -> "o";
      case TOP_UP -> "t";
    };
  }
}
