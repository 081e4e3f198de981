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

/// The state that every wallet has as of its last ledger entry: buckets and open holds.
///
/// Rules post entries on a book. A paid bucket is in the book while it is usable. A frozen or
/// cleared one is kept beside the book.
///
/// `version` is the number of the last entry, or 0 without entries; `at` is its time. Every change
/// of credits is an entry, so a write is conditional on the version. `exhausted` says that an entry
/// since the last grant reported an empty balance.
public record Book(
    WalletId id,
    long version,
    Instant at,
    List<Bucket> buckets,
    List<Hold> holds,
    boolean exhausted) {

  private static final Comparator<Bucket.Paid> SHOWN_FIRST =
      Comparator.comparing(bucket -> bucket.planBucket().paid(), PaidBucket.SHOWN_FIRST);

  public Book {
    buckets = List.copyOf(buckets);
    holds = List.copyOf(holds);
    requireNumbersWithin(version, buckets, holds);
    requireAtMostOne(Bucket.Plan.class, buckets);
    requireAtMostOne(Bucket.Starter.class, buckets);
    requireExpiriesOfTheirOwn(buckets);
    requireUsable(buckets);
  }

  /// The book of a wallet without any entry.
  public static Book unseen(WalletId id) {
    return new Book(id, 0, Instant.EPOCH, List.of(), List.of(), false);
  }

  /// The time of a decision that is made when the clock shows `clock`.
  ///
  /// It is in whole milliseconds and never before the last entry, so two machines' clocks never
  /// produce entries out of order.
  public Instant timeOf(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(at) ? at : now;
  }

  /// The credits left in all buckets.
  public Credits total() {
    return buckets.stream().map(Bucket::remaining).reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return holds.stream().map(Hold::credits).reduce(Credits.NONE, Credits::plus);
  }

  /// The bucket of the trial or of the default plan's month.
  public Optional<Bucket.Plan> unpaidPlan() {
    return only(Bucket.Plan.class);
  }

  /// The paid buckets: the bucket of the displayed plan first, then the others.
  public List<Bucket.Paid> paidPlans() {
    List<Bucket.Paid> paid = all(Bucket.Paid.class, buckets);
    paid.sort(SHOWN_FIRST);
    return List.copyOf(paid);
  }

  public Optional<Bucket.Starter> starter() {
    return only(Bucket.Starter.class);
  }

  /// The buckets that operators granted.
  public List<Bucket.Promotional> promotions() {
    return List.copyOf(all(Bucket.Promotional.class, buckets));
  }

  /// The expiry times of those promotional buckets that expire.
  public List<Instant> promotionEnds() {
    return promotions().stream().flatMap(bucket -> bucket.endsAt().stream()).toList();
  }

  /// The promotional bucket that expires at `end`; an empty `end` means never.
  public Optional<Bucket.Promotional> promotion(Optional<Instant> end) {
    return promotions().stream().filter(bucket -> bucket.endsAt().equals(end)).findFirst();
  }

  public Optional<Bucket> bucket(BucketId name) {
    return buckets.stream().filter(bucket -> bucket.id().equals(name)).findFirst();
  }

  /// The packs that aren't used up.
  public List<Bucket.TopUp> packs() {
    return List.copyOf(all(Bucket.TopUp.class, withoutSpentPacks().buckets));
  }

  /// The pack that entry `number` granted, unless the pack is used up and was removed.
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

  /// This book with `change` applied to one bucket.
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

  /// This book with `changed` instead of the hold that the same entry opened.
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

  /// The part of returned credits that stays in the bucket: none if the bucket is gone, less if a
  /// pack owes credits.
  ///
  /// A pack never expires, so the caller must reopen a removed pack first.
  public Credits keepable(Draw.Own draw) {
    Optional<Bucket> bucket = bucket(draw.bucket());
    if (bucket.isEmpty() && draw.bucket().kind() == BucketKind.TOP_UP) {
      throw new IllegalArgumentException(
          draw.bucket() + " was removed from the wallet and must be read first");
    }
    return bucket.map(kept -> kept.keepable(draw.credits())).orElse(Credits.NONE);
  }

  /// This book without used-up packs. Such a pack has no credits left, owes none, and no open hold
  /// can return credits to it. A later refund brings the pack back.
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

  /// Whether the pack that entry `number` granted is used up. Such a pack was removed, or is empty
  /// and may be removed by the next entry.
  public boolean isUsedUp(long number) {
    return pack(number).filter(pack -> !pack.remaining().isNone()).isEmpty();
  }

  /// The used-up packs that `drawdown` took credits from, by the numbers of their granting entries.
  public Set<Long> usedUp(Drawdown drawdown) {
    return drawdown.draws().stream()
        .map(Draw::bucket)
        .filter(name -> name.kind() == BucketKind.TOP_UP)
        .map(BucketId::number)
        .filter(this::isUsedUp)
        .collect(Collectors.toUnmodifiableSet());
  }

  private <B extends Bucket> Optional<B> only(Class<B> kind) {
    return all(kind, buckets).stream().findFirst();
  }

  private static <B extends Bucket> List<B> all(Class<B> kind, List<Bucket> buckets) {
    List<B> all = new ArrayList<>();
    for (Bucket bucket : buckets) {
      if (kind.isInstance(bucket)) {
        all.add(kind.cast(bucket));
      }
    }
    return all;
  }

  private static void requireNumbersWithin(long version, List<Bucket> buckets, List<Hold> holds) {
    Set<Long> numbers = new HashSet<>();
    for (Bucket bucket : buckets) {
      if (bucket.number() > version + 1 || !numbers.add(bucket.number())) {
        throw new IllegalArgumentException(
            "each bucket needs its own granting entry: " + bucket.id());
      }
    }
    for (Hold hold : holds) {
      if (hold.entry() > version + 1 || !numbers.add(hold.entry())) {
        throw new IllegalArgumentException(
            "each hold needs its own opening entry: " + hold.entry());
      }
    }
  }

  private static void requireUsable(List<Bucket> buckets) {
    for (Bucket bucket : buckets) {
      if (bucket instanceof Bucket.Paid paid && !paid.isUsable()) {
        throw new IllegalArgumentException("a book holds usable buckets only: " + paid);
      }
    }
  }

  private static void requireExpiriesOfTheirOwn(List<Bucket> buckets) {
    Set<Optional<Instant>> expiries = new HashSet<>();
    for (Bucket.Promotional bucket : all(Bucket.Promotional.class, buckets)) {
      if (!expiries.add(bucket.endsAt())) {
        throw new IllegalArgumentException(
            "promotional credits that expire together must share a bucket: " + buckets);
      }
    }
  }

  private static void requireAtMostOne(Class<? extends Bucket> kind, List<Bucket> buckets) {
    if (all(kind, buckets).size() > 1) {
      throw new IllegalArgumentException("a wallet has one " + kind.getSimpleName() + " at a time");
    }
  }
}
