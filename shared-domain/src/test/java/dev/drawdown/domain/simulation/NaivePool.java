package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A pool of the naive model: one number of credits, regardless of its shards.
///
/// Each read computes its state again from all facts about its subscriptions.
///
/// A number names a bucket. `grant` is the number of the pool period, or 0 without a bucket to
/// show. Drawn credits are kept by bucket for ever, because they may come back.
final class NaivePool {
  private static final Duration GRACE = Duration.ofDays(14);
  private static final Duration MINIMUM_GRACE = Duration.ofDays(3);

  /// Usable buckets come before frozen ones; then the largest, then the one that ends last.
  private static final Comparator<Open> SHOWN_LAST =
      Comparator.comparing(Open::isUsable)
          .thenComparingLong(Open::granted)
          .thenComparing(Open::end)
          .thenComparing(Open::subscription, Comparator.reverseOrder());

  /// Credits held by an account's charge, from the bucket with the number `grant`.
  record Hold(String account, String key, long grant, long credits, Instant expires) {}

  /// A bucket of a subscription, opened at an instant, with its drawn credits.
  private static final class Drawn {
    final long number;
    final String subscription;
    Instant openedAt;
    long credits;

    Drawn(long number, String subscription, Instant openedAt, long credits) {
      this.number = number;
      this.subscription = subscription;
      this.openedAt = openedAt;
      this.credits = credits;
    }
  }

  /// The result of the facts about a subscription: its bucket, the end of its paid time, and its
  /// state.
  ///
  /// The state is `running`, `in grace`, `failed`, `frozen` or `cleared`.
  private record Open(String subscription, Instant openedAt, long granted, Instant end, String is) {
    boolean isUsable() {
      return !is.equals("frozen") && !is.equals("cleared");
    }
  }

  final List<Hold> holds = new ArrayList<>();
  long grant;
  long granted;
  long left;
  long frozen;
  long frozenGranted;
  String standing = "active";
  Instant start = Instant.MIN;
  Instant end = Instant.MIN;
  private final Map<String, List<BillingEvent>> events = new TreeMap<>();
  private final List<Drawn> buckets = new ArrayList<>();
  private Instant now = Instant.MIN;

  NaivePool copy() {
    NaivePool copy = new NaivePool();
    copy.holds.addAll(holds);
    events.forEach((subscription, known) -> copy.events.put(subscription, new ArrayList<>(known)));
    for (Drawn drawn : buckets) {
      copy.buckets.add(new Drawn(drawn.number, drawn.subscription, drawn.openedAt, drawn.credits));
    }
    copy.advance(now);
    return copy;
  }

  /// Computes the state at `instant`.
  void advance(Instant instant) {
    now = instant;
    for (Hold hold : List.copyOf(holds)) {
      if (!hold.expires().isAfter(now)) {
        holds.remove(hold);
        bucket(hold.grant()).credits -= hold.credits();
      }
    }
    granted = 0;
    left = 0;
    frozen = 0;
    frozenGranted = 0;
    grant = 0;
    boolean shown = false;
    for (Open open : open().stream().sorted(SHOWN_LAST).toList()) {
      Drawn drawn = drawn(open);
      long rest = open.granted() - drawn.credits;
      frozen += open.is().equals("frozen") ? rest : 0;
      frozenGranted += open.is().equals("frozen") ? open.granted() : 0;
      left += open.isUsable() ? rest : 0;
      shown |= !open.is().equals("cleared");
      granted += open.isUsable() ? open.granted() : 0;
      if (!open.is().equals("cleared")) {
        start = open.openedAt();
        end = open.end();
      }
    }
    if (shown) {
      grant = buckets.getLast().number;
    }
    standing = standing();
  }

  private List<Open> open() {
    return events.keySet().stream().flatMap(subscription -> open(subscription).stream()).toList();
  }

  /// A bucket stays the same unless it opens later than known. Late facts may move its opening to
  /// an earlier time.
  private Drawn drawn(Open open) {
    for (Drawn known : buckets) {
      if (known.subscription.equals(open.subscription())
          && !known.openedAt.isBefore(open.openedAt())) {
        known.openedAt = open.openedAt();
        return known;
      }
    }
    Drawn opened = new Drawn(buckets.size() + 1L, open.subscription(), open.openedAt(), 0);
    buckets.add(opened);
    return opened;
  }

  private Drawn bucket(long number) {
    return buckets.get((int) number - 1);
  }

  boolean isKnown() {
    return events.values().stream()
        .anyMatch(known -> known.stream().anyMatch(BillingEvent.Paid.class::isInstance));
  }

  boolean isUsable() {
    return open().stream().anyMatch(Open::isUsable);
  }

  /// The credits that members can spend.
  long spendable() {
    return left;
  }

  /// Takes `amount` from the usable bucket.
  void draw(long amount) {
    buckets.getLast().credits += amount;
    left -= amount;
  }

  /// Returns the number of credits that go back to a listed bucket.
  long giveBack(long from, long amount) {
    bucket(from).credits -= amount;
    Drawn bucket = bucket(from);
    boolean listed =
        open().stream()
            .anyMatch(
                open ->
                    open.subscription().equals(bucket.subscription)
                        && open.openedAt().equals(bucket.openedAt)
                        && !open.is().equals("cleared"));
    advance(now);
    return listed ? amount : 0;
  }

  void apply(BillingEvent event, Instant instant) {
    advance(instant);
    List<BillingEvent> known = events.computeIfAbsent(event.subscription(), _ -> new ArrayList<>());
    boolean concerns = event instanceof BillingEvent.Paid || !known.isEmpty();
    if (concerns && !known.contains(event)) {
      known.add(event);
    }
    advance(instant);
  }

  /// The current bucket of a subscription, if it has one. This replays the past, from start to
  /// start and from refill to refill.
  private Optional<Open> open(String subscription) {
    List<BillingEvent.Paid> paid = paid(subscription);
    Played played = null;
    for (Instant at = next(paid, null, Instant.MIN);
        at != null && !at.isAfter(now);
        at = next(paid, played, at)) {
      played = played(paid, played, at);
    }
    if (played == null || ended(subscription)) {
      return Optional.empty();
    }
    Instant last = paid.stream().map(BillingEvent.Paid::end).max(Instant::compareTo).orElseThrow();
    boolean cleared = isCleared(subscription);
    String is = cleared ? "cleared" : state(subscription, played.end(), last);
    Instant until = played.until();
    return Optional.of(new Open(subscription, played.openedAt(), played.amount(), until, is));
  }

  /// A bucket during the replay. Its amount lasts `until` the next refill or the end.
  private record Played(Instant openedAt, long amount, Instant until, Instant end) {}

  /// The next start of a term, or the next refill.
  private static @Nullable Instant next(
      List<BillingEvent.Paid> paid, @Nullable Played played, Instant after) {
    Instant next = null;
    for (BillingEvent.Paid term : paid) {
      boolean sooner = next == null || term.start().isBefore(next);
      next = term.start().isAfter(after) && sooner ? term.start() : next;
    }
    boolean refills = played != null && played.until().isBefore(played.end());
    return refills && (next == null || played.until().isBefore(next)) ? played.until() : next;
  }

  /// At `at` a term starts, or the amount is granted again.
  private static Played played(List<BillingEvent.Paid> paid, @Nullable Played before, Instant at) {
    Instant end = before == null ? at : before.end();
    for (BillingEvent.Paid term : paid) {
      end = term.start().equals(at) ? term.end() : end;
    }
    BillingEvent.Paid term = strongest(paid, end, at);
    if (before == null || !at.isBefore(before.until())) {
      Instant until = term.monthly() ? NaiveTerms.refill(end, at) : end;
      return new Played(at, term.credits(), until, end);
    }
    long amount = Math.max(before.amount(), term.credits());
    return new Played(before.openedAt(), amount, before.until(), before.end());
  }

  /// The begun term with this end that has the most credits, then the first start, then the first
  /// name.
  private static BillingEvent.Paid strongest(
      List<BillingEvent.Paid> paid, Instant end, Instant at) {
    return paid.stream()
        .filter(term -> term.end().equals(end) && !term.start().isAfter(at))
        .max(
            Comparator.comparingLong(BillingEvent.Paid::credits)
                .thenComparing(BillingEvent.Paid::start, Comparator.reverseOrder())
                .thenComparing(BillingEvent.Paid::plan, Comparator.reverseOrder()))
        .orElseThrow();
  }

  private String state(String subscription, Instant until, Instant last) {
    if (now.isBefore(until)) {
      return "running";
    }
    Instant graceEnd = until.plus(GRACE);
    boolean failed = false;
    for (BillingEvent event : events.get(subscription)) {
      Instant from =
          switch (event) {
            case BillingEvent.Failed(_, var start, _) -> start;
            case BillingEvent.GivenUp(_, var start) -> start;
            case BillingEvent.Paid _, BillingEvent.Cancelled _, BillingEvent.Ended _ -> Instant.MIN;
          };
      boolean lost =
          event instanceof BillingEvent.GivenUp
              || (event instanceof BillingEvent.Failed(_, _, boolean forGood) && forGood);
      if (!from.isBefore(last) && !from.isAfter(now)) {
        failed = true;
      }
      if (!from.isBefore(last) && lost) {
        Instant least = later(from, until.plus(MINIMUM_GRACE));
        graceEnd = least.isBefore(graceEnd) ? least : graceEnd;
      }
    }
    if (!now.isBefore(graceEnd)) {
      return "frozen";
    }
    return failed ? "failed" : "in grace";
  }

  /// The payments for a subscription.
  private List<BillingEvent.Paid> paid(String subscription) {
    List<BillingEvent.Paid> paid = new ArrayList<>();
    for (BillingEvent event : events.get(subscription)) {
      if (event instanceof BillingEvent.Paid one) {
        paid.add(one);
      }
    }
    return paid;
  }

  private boolean ended(String subscription) {
    return events.get(subscription).stream()
        .anyMatch(event -> event instanceof BillingEvent.Ended(_, var at) && !at.isAfter(now));
  }

  /// The latest cancellation counts, unless a paid term starts at its time or later.
  private boolean isCleared(String subscription) {
    BillingEvent.@Nullable Cancelled latest = null;
    for (BillingEvent event : events.get(subscription)) {
      if (event instanceof BillingEvent.Cancelled one
          && (latest == null || one.created().isAfter(latest.created()))) {
        latest = one;
      }
    }
    if (latest == null || latest.at().isEmpty()) {
      return false;
    }
    Instant at = latest.at().get();
    return !at.isAfter(now)
        && paid(subscription).stream().allMatch(paid -> paid.start().isBefore(at));
  }

  /// Suspended if a subscription is past due and no other has a usable bucket.
  private String standing() {
    boolean alive = false;
    boolean failed = false;
    boolean pastDue = false;
    for (Open open : open()) {
      alive |= open.isUsable();
      failed |= open.is().equals("failed");
      pastDue |= open.is().equals("frozen");
    }
    return failed ? "grace" : pastDue && !alive ? "suspended" : "active";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
