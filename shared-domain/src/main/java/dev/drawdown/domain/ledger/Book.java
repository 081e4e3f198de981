package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What every wallet has, as of its last ledger entry: buckets and open holds. Entries are posted
/// on it.
///
/// A paid bucket is in it while it is usable. One that is frozen or cleared is kept beside the
/// book.
///
/// `version` is the number of the last entry, 0 where there is none, and `at` its time. As every
/// change of credits is an entry, a write is conditional on the version. `exhausted` says that an
/// entry since the last grant says that nothing is left.
public record Book(
    WalletId id,
    long version,
    Instant at,
    List<Bucket> buckets,
    List<Hold> holds,
    boolean exhausted) {

  private static final Comparator<Bucket.Paid> SHOWN_FIRST =
      Comparator.comparing(bucket -> bucket.held().paid(), PaidBucket.SHOWN_FIRST);

  public Book {
    buckets = List.copyOf(buckets);
    holds = List.copyOf(holds);
    requireNumbersWithin(version, buckets, holds);
    requireAtMostOne(Bucket.Plan.class, buckets);
    requireAtMostOne(Bucket.Starter.class, buckets);
    requireExpiriesOfTheirOwn(buckets);
    requireUsable(buckets);
  }

  /// The book of a wallet that was never seen.
  public static Book unseen(WalletId id) {
    return new Book(id, 0, Instant.EPOCH, List.of(), List.of(), false);
  }

  /// The time of a decision that is made when the clock shows `clock`: never before the last entry,
  /// in whole milliseconds, so that two machines' clocks never disagree backwards.
  public Instant timeOf(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(at) ? at : now;
  }

  /// What is left over all buckets.
  public Credits total() {
    return buckets.stream().map(Bucket::remaining).reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return holds.stream().map(Hold::credits).reduce(Credits.NONE, Credits::plus);
  }

  /// The trial, or the month of the default plan.
  public Optional<Bucket.Plan> unpaidPlan() {
    return only(Bucket.Plan.class);
  }

  /// The buckets that were paid for: the one of the plan that is shown first, then the others.
  public List<Bucket.Paid> paidPlans() {
    return buckets.stream()
        .filter(Bucket.Paid.class::isInstance)
        .map(Bucket.Paid.class::cast)
        .sorted(SHOWN_FIRST)
        .toList();
  }

  public Optional<Bucket.Starter> starter() {
    return only(Bucket.Starter.class);
  }

  /// The buckets that operators granted.
  public List<Bucket.Promotional> promotions() {
    return promotions(buckets).toList();
  }

  /// When those of them expire that do.
  public List<Instant> promotionEnds() {
    return promotions(buckets).map(Bucket.Promotional::endsAt).flatMap(Optional::stream).toList();
  }

  /// The one of them that expires at `end`, or never.
  public Optional<Bucket.Promotional> promotion(Optional<Instant> end) {
    return promotions(buckets).filter(bucket -> bucket.endsAt().equals(end)).findFirst();
  }

  private static Stream<Bucket.Promotional> promotions(List<Bucket> buckets) {
    return buckets.stream()
        .filter(Bucket.Promotional.class::isInstance)
        .map(Bucket.Promotional.class::cast);
  }

  public Optional<Bucket> bucket(BucketId name) {
    return buckets.stream().filter(bucket -> bucket.id().equals(name)).findFirst();
  }

  /// The pack that entry `number` granted, unless it is used up and has left.
  public Optional<Bucket.TopUp> pack(long number) {
    return bucket(new BucketId(BucketKind.TOP_UP, number)).map(Bucket.TopUp.class::cast);
  }

  /// The open hold that entry `number` opened.
  public Optional<Hold> hold(long number) {
    return holds.stream().filter(hold -> hold.entry() == number).findFirst();
  }

  /// This book with the entry numbered `number` posted at `time`.
  public Book posted(long number, Instant time) {
    return new Book(id, number, time, buckets, holds, exhausted);
  }

  public Book with(Bucket bucket) {
    List<Bucket> more = new ArrayList<>(buckets);
    more.add(bucket);
    return withBuckets(more);
  }

  /// This book with one bucket replaced by what `change` makes of it.
  public Book change(BucketId name, UnaryOperator<Bucket> change) {
    return withBuckets(
        buckets.stream()
            .map(bucket -> bucket.id().equals(name) ? change.apply(bucket) : bucket)
            .toList());
  }

  public Book without(BucketId name) {
    return withBuckets(buckets.stream().filter(bucket -> !bucket.id().equals(name)).toList());
  }

  public Book withBuckets(List<Bucket> changed) {
    return new Book(id, version, at, changed, holds, exhausted);
  }

  public Book with(Hold hold) {
    List<Hold> more = new ArrayList<>(holds);
    more.add(hold);
    return withHolds(more);
  }

  public Book without(Hold hold) {
    return withHolds(holds.stream().filter(open -> open.entry() != hold.entry()).toList());
  }

  /// This book with `changed` in the place of the hold that the same entry opened.
  public Book change(Hold changed) {
    return withHolds(
        holds.stream().map(hold -> hold.entry() == changed.entry() ? changed : hold).toList());
  }

  public Book withHolds(List<Hold> changed) {
    return new Book(id, version, at, buckets, changed, exhausted);
  }

  public Book withExhausted(boolean written) {
    return new Book(id, version, at, buckets, holds, written);
  }

  /// The part of returning credits that stays: nothing where the bucket is gone, less where a pack
  /// owes. A pack never expires, so one that isn't here has to be reopened first.
  public Credits keepable(Draw.Own draw) {
    Optional<Bucket> bucket = bucket(draw.bucket());
    if (bucket.isEmpty() && draw.bucket().kind() == BucketKind.TOP_UP) {
      throw new IllegalArgumentException(
          "nothing was read of " + draw.bucket() + ", which has left");
    }
    return bucket.map(kept -> kept.keepable(draw.credits())).orElse(Credits.NONE);
  }

  /// This book without the packs that are used up: nothing is left or owed, and no open hold may
  /// give anything back. A later refund brings such a pack back.
  public Book withoutSpentPacks() {
    List<Bucket> kept = buckets.stream().filter(bucket -> !isSpentPack(bucket)).toList();
    return kept.size() == buckets.size() ? this : withBuckets(kept);
  }

  private boolean isSpentPack(Bucket bucket) {
    return switch (bucket) {
      case Bucket.TopUp(_, _, var left, _, var owed) ->
          left.isNone()
              && owed.isNone()
              && holds.stream().noneMatch(hold -> hold.drawsOn(bucket.id()));
      case Bucket.Plan _, Bucket.Paid _, Bucket.Starter _, Bucket.Promotional _ -> false;
    };
  }

  /// Whether the pack that entry `number` granted is used up: it has left, or is empty and may
  /// leave with the next entry.
  public boolean isUsedUp(long number) {
    return pack(number).filter(pack -> !pack.remaining().isNone()).isEmpty();
  }

  /// The packs that `drawdown` took from and that are used up, by the numbers of the entries that
  /// granted them.
  public Set<Long> usedUp(Drawdown drawdown) {
    return drawdown.draws().stream()
        .map(Draw::bucket)
        .filter(name -> name.kind() == BucketKind.TOP_UP)
        .map(BucketId::number)
        .filter(this::isUsedUp)
        .collect(Collectors.toUnmodifiableSet());
  }

  private <B extends Bucket> Optional<B> only(Class<B> kind) {
    return buckets.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static void requireNumbersWithin(long version, List<Bucket> buckets, List<Hold> holds) {
    Set<Long> numbers = new HashSet<>();
    for (Bucket bucket : buckets) {
      if (bucket.number() > version + 1 || !numbers.add(bucket.number())) {
        throw new IllegalArgumentException("no entry of its own granted " + bucket.id());
      }
    }
    for (Hold hold : holds) {
      if (hold.entry() > version + 1 || !numbers.add(hold.entry())) {
        throw new IllegalArgumentException("no entry of its own opened hold " + hold.entry());
      }
    }
  }

  private static void requireUsable(List<Bucket> buckets) {
    for (Bucket bucket : buckets) {
      if (bucket instanceof Bucket.Paid paid && !paid.isUsable()) {
        throw new IllegalArgumentException("a bucket that can't be drawn is kept beside: " + paid);
      }
    }
  }

  private static void requireExpiriesOfTheirOwn(List<Bucket> buckets) {
    long expiries = promotions(buckets).map(Bucket.Promotional::endsAt).distinct().count();
    if (expiries < promotions(buckets).count()) {
      throw new IllegalArgumentException("credits that expire together share a bucket: " + buckets);
    }
  }

  private static void requireAtMostOne(Class<? extends Bucket> kind, List<Bucket> buckets) {
    if (buckets.stream().filter(kind::isInstance).count() > 1) {
      throw new IllegalArgumentException("a wallet has one " + kind.getSimpleName() + " at a time");
    }
  }
}
