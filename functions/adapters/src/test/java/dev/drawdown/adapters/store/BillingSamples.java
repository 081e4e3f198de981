package dev.drawdown.adapters.store;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BucketReason;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PlanBucket;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Facts and paid buckets that a store may have to keep, with every field used.
public final class BillingSamples {
  public static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  public static final Instant END = Instant.parse("2027-04-01T00:00:00Z");

  private static final ItemId ITEM = new ItemId("si_PgafmB7WZi5PJW");
  private static final PlanId PLAN = new PlanId("professional");

  private BillingSamples() {}

  /// A line for three seats, with the provider's long names.
  public static Fact.TermPaid term(Owner owner, Instant start, Instant end) {
    return term(owner, 3, start, end);
  }

  /// A line for `seats` seats, with the provider's long names.
  public static Fact.TermPaid term(Owner owner, int seats, Instant start, Instant end) {
    Term term =
        new Term(
            new Term.Key(
                Optional.of(ITEM),
                new PriceId("price_1MowQULkdIwHu7ixraBm864M"),
                end,
                seats,
                Optional.empty()),
            owner,
            start,
            PLAN,
            Credits.of(6_000),
            Credits.of(15),
            Term.Refill.MONTHLY,
            Term.Upgrade.DIFFERENCE);
    return new Fact.TermPaid(term, Optional.of(PLAN));
  }

  public static Subscription unknown(String id) {
    return Subscription.unknown(new SubscriptionId(id));
  }

  /// A subscription with every kind of fact.
  public static Subscription withEveryFact(Owner owner) {
    Term custom =
        new Term(
            new Term.Key(
                Optional.empty(), new PriceId("price_2"), END, 1, Optional.of(Credits.of(7))),
            owner,
            START,
            new PlanId("enterprise"),
            Credits.of(7),
            Credits.NONE,
            Term.Refill.NONE,
            Term.Upgrade.RESET);
    return unknown("sub_1MowQVLkdIwHu7ixeRlqHVzs")
        .with(term(owner, START, END))
        .with(new Fact.TermPaid(custom, Optional.empty()))
        .with(new Fact.TermExtended(ITEM, new PaidTime(END, END.plus(Duration.ofDays(7)))))
        .with(new Fact.PaymentFailed(END, false))
        .with(new Fact.PaymentFailed(START, true))
        .with(new Fact.CancellationChanged(change("evt_1", Optional.of(END))))
        .with(new Fact.PauseChanged(change("evt_2", Optional.empty())))
        .with(new Fact.Ended(END));
  }

  private static FlagChange change(String event, Optional<Instant> at) {
    return new FlagChange(START, new ProviderEventId(event), Optional.of(START), at);
  }

  /// A bucket that waits for a payment, with clipped and drawn credits.
  public static Bucket.Paid frozen() {
    return paid(1, PaidBucket.State.FROZEN, 3);
  }

  public static Bucket.Paid paid(long number, PaidBucket.State state, int spread) {
    PaidBucket due =
        new PaidBucket(
            new PaidBucket.Name(
                new SubscriptionId("sub_1MowQVLkdIwHu7ixeRlqHVzs"), Optional.of(ITEM)),
            PLAN,
            START,
            Credits.of(6_015),
            Credits.of(6_000),
            END,
            START.plus(Duration.ofDays(30)),
            Optional.of(START.plus(Duration.ofDays(30))),
            state,
            BucketReason.REFILL);
    PlanBucket held = new PlanBucket(due, Credits.of(5_432), Credits.of(15));
    return new Bucket.Paid(number, held, 2, spread);
  }

  /// The same bucket of another subscription.
  public static Bucket.Paid named(String subscription, Bucket.Paid bucket) {
    PaidBucket paid = bucket.planBucket().paid();
    PaidBucket named =
        new PaidBucket(
            new PaidBucket.Name(new SubscriptionId(subscription), paid.name().item()),
            paid.plan(),
            paid.openedAt(),
            paid.granted(),
            paid.ceiling(),
            paid.termEnd(),
            paid.expiresAt(),
            paid.refreshesAt(),
            paid.state(),
            paid.reason());
    PlanBucket held =
        new PlanBucket(named, bucket.planBucket().remaining(), bucket.planBucket().clipped());
    return new Bucket.Paid(bucket.number(), held, bucket.warnings(), bucket.spread());
  }

  /// A month of the default plan.
  public static Bucket.Plan month() {
    return new Bucket.Plan(2, new PlanId("monthly"), Credits.of(50), Credits.of(20), START, END, 1);
  }
}
