package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The effect of an account's subscriptions a second time, in the simplest form, without the
/// domain's types.
///
/// Each read replays the past from the beginning. Every fact arrives before it takes effect, or at
/// that time. Only a renewal may be paid late, and a lost pause may be known late.
final class NaiveTerms {
  private static final Duration GRACE = Duration.ofDays(14);
  private static final Duration MINIMUM_GRACE = Duration.ofDays(3);
  private static final Duration SHIELD = Duration.ofDays(30);
  private static final Duration KEPT = Duration.ofDays(30);

  /// A paid line that arrived at `arrivedAt`, perhaps after its start. Each of its units brings
  /// `unit` credits.
  record Line(
      String item,
      String price,
      long unit,
      long credits,
      long bonus,
      boolean monthly,
      Instant start,
      Instant end,
      Instant arrivedAt) {}

  /// A line of amount 0.
  record Free(String item, Instant start, Instant end) {}

  /// A failed payment for the period from `start`. With `last`, the provider has given up.
  record Failure(Instant start, boolean last) {}

  /// A cancellation is planned for `at`; null means that none is planned.
  record Flag(@Nullable Instant at) {}

  /// From `arrivedAt` on, a pause is planned for `at`; null means that none is planned. `again`
  /// says that the provider only repeats its state.
  record Pause(Instant arrivedAt, @Nullable Instant at, boolean again) {}

  /// Credits drawn from an item's bucket that had opened at `opened`.
  private record Draw(String subscription, String item, Instant opened, Instant at, long credits) {}

  /// All facts about one subscription.
  private static final class KnownFacts {
    final List<Line> lines = new ArrayList<>();
    final List<Free> frees = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();
    final List<Flag> cancellations = new ArrayList<>();
    final List<Pause> pauses = new ArrayList<>();
    @Nullable Instant ended;
  }

  /// The bucket of an item during the replay.
  private static final class Played {
    Line line;
    long amount;
    long unit;
    long granted;
    long left;
    Instant opened = Instant.MIN;
    Instant until = Instant.MIN;
    Instant end = Instant.MIN;
    final Set<Instant> begun = new HashSet<>();

    Played(Line line) {
      this.line = line;
    }
  }

  /// An item's current bucket, with its state in words: `running`, `in grace`, `failed`, `frozen`
  /// or `cleared`.
  record Bucket(String is, long granted, long left, Instant opened, Instant until) {
    boolean isUsable() {
      return !is.equals("frozen") && !is.equals("cleared");
    }

    boolean isRunning() {
      return is.equals("running");
    }
  }

  private final boolean upgradeResets;
  private final Map<String, KnownFacts> subscriptions = new TreeMap<>();
  private final List<Draw> draws = new ArrayList<>();
  private final List<Instant> parked = new ArrayList<>();

  NaiveTerms(boolean upgradeResets) {
    this.upgradeResets = upgradeResets;
  }

  /// Lines with the same item, price, amount and end are one line, from its first start on.
  void paid(String subscription, Line line) {
    List<Line> lines = known(subscription).lines;
    for (Line known : lines) {
      if (known.item().equals(line.item())
          && known.price().equals(line.price())
          && known.credits() == line.credits()
          && known.end().equals(line.end())) {
        lines.remove(known);
        lines.add(known.start().isBefore(line.start()) ? known : line);
        return;
      }
    }
    lines.add(line);
  }

  void extended(String subscription, Free free) {
    known(subscription).frees.add(free);
  }

  void failed(String subscription, Failure failure) {
    known(subscription).failures.add(failure);
  }

  void cancelled(String subscription, Flag flag) {
    known(subscription).cancellations.add(flag);
  }

  /// Of the events that repeat a pause, the last one counts.
  void paused(String subscription, Pause pause) {
    List<Pause> pauses = known(subscription).pauses;
    if (pause.again() && pause.at() != null) {
      pauses.removeIf(earlier -> earlier.again() && earlier.at() != null);
    }
    pauses.add(pause);
  }

  void ended(String subscription, Instant at) {
    KnownFacts known = known(subscription);
    known.ended = known.ended != null && known.ended.isBefore(at) ? known.ended : at;
  }

  void drawn(String subscription, String item, Instant at, long credits) {
    Bucket bucket = at(at).get(subscription + " " + item);
    draws.add(new Draw(subscription, item, bucket.opened(), at, credits));
  }

  void parked(Instant at) {
    parked.add(at);
  }

  void unparked(Instant at) {
    parked.remove(at);
  }

  boolean everPaid() {
    return !subscriptions.isEmpty();
  }

  private KnownFacts known(String subscription) {
    return subscriptions.computeIfAbsent(subscription, _ -> new KnownFacts());
  }

  /// All buckets at `now`, by subscription and item.
  Map<String, Bucket> at(Instant now) {
    Map<String, Bucket> all = new TreeMap<>();
    subscriptions.forEach(
        (name, known) ->
            items(known)
                .forEach(
                    item ->
                        bucket(name, known, item, now)
                            .ifPresent(bucket -> all.put(name + " " + item, bucket))));
    return all;
  }

  String standing(Instant now) {
    boolean alive = false;
    boolean failed = false;
    boolean pastDue = false;
    for (var one : subscriptions.entrySet()) {
      KnownFacts known = one.getValue();
      if (known.lines.isEmpty() || isOver(known, now)) {
        continue;
      }
      boolean usable = known.lines.stream().anyMatch(line -> line.start().isAfter(now));
      for (String item : items(known)) {
        Optional<Bucket> bucket = bucket(one.getKey(), known, item, now);
        usable |= bucket.filter(Bucket::isUsable).isPresent();
        failed |= bucket.filter(is -> is.is().equals("failed")).isPresent();
      }
      alive |= usable;
      pastDue |= !usable;
    }
    return failed ? "grace" : pastDue && !alive ? "suspended" : "active";
  }

  boolean isUsableAt(Instant now) {
    return at(now).values().stream().anyMatch(Bucket::isUsable);
  }

  /// The next time at which an item gets an amount, if that is paid or no failure is known.
  Optional<Instant> refreshesAt(Instant now) {
    List<Instant> all = new ArrayList<>();
    subscriptions.forEach(
        (name, known) ->
            items(known)
                .forEach(
                    item ->
                        refreshesAt(name, known, item, now)
                            .filter(at -> !isOver(known, at))
                            .ifPresent(all::add)));
    return all.stream().min(Instant::compareTo);
  }

  private Optional<Instant> refreshesAt(
      String subscription, KnownFacts known, String item, Instant now) {
    List<Line> lines = lines(known, item);
    Played played = play(subscription, known, item, now, now);
    // Looks ahead in what is paid until the bucket opens anew.
    for (Instant then = next(lines, played, now); then != null; then = next(lines, played, then)) {
      played = play(subscription, known, item, then, now);
      if (played != null && played.opened.equals(then)) {
        return Optional.of(then);
      }
    }
    boolean runs = bucket(subscription, known, item, now).filter(Bucket::isRunning).isPresent();
    Instant paidUntil = paidUntil(known, item);
    boolean failed = known.failures.stream().anyMatch(one -> !one.start().isBefore(paidUntil));
    if (played == null || !runs || failed) {
      return Optional.empty();
    }
    // The next period is expected, and has its amount when the time of the last one is over.
    Instant end = extended(known, item, played.end);
    return Optional.of(end.isAfter(played.until) ? end : played.until);
  }

  private static Set<String> items(KnownFacts known) {
    Set<String> items = new TreeSet<>();
    known.lines.forEach(line -> items.add(line.item()));
    return items;
  }

  private static boolean isOver(KnownFacts known, Instant now) {
    return (known.ended != null && !known.ended.isAfter(now)) || isReached(clearedAt(known), now);
  }

  private static boolean isReached(@Nullable Instant at, Instant now) {
    return at != null && !at.isAfter(now);
  }

  private Optional<Bucket> bucket(String subscription, KnownFacts known, String item, Instant now) {
    if (isReached(known.ended, now)) {
      return Optional.empty();
    }
    Instant cleared = clearedAt(known);
    boolean over = isReached(cleared, now);
    Instant then = over ? cleared.minusNanos(1) : now;
    Played played = play(subscription, known, item, then, now);
    if (played == null) {
      return Optional.empty();
    }
    Instant end = extended(known, item, played.end);
    boolean runs = then.isBefore(end);
    Instant removedAt = removedAt(known, item, end);
    boolean removed = !runs && isReached(removedAt, then);
    if (removed && !now.isBefore(played.until) && !now.isBefore(removedAt.plus(KEPT))) {
      return Optional.empty();
    }
    String is = runs ? "running" : unpaid(known, item, end, now);
    is = over || removed ? "cleared" : is;
    Instant until = played.until.isBefore(played.end) ? played.until : end;
    return Optional.of(new Bucket(is, played.granted, played.left, played.opened, until));
  }

  /// The time of the last planned cancellation or pause that no term withdraws.
  private static @Nullable Instant clearedAt(KnownFacts known) {
    Instant cancelled = null;
    for (Flag flag : known.cancellations) {
      cancelled = flag.at();
    }
    Instant paused = pausedAt(known);
    Instant first = null;
    for (Instant at : new Instant[] {cancelled, paused}) {
      boolean counts =
          at != null && known.lines.stream().allMatch(line -> line.start().isBefore(at));
      first = counts && (first == null || at.isBefore(first)) ? at : first;
    }
    return first;
  }

  /// The end of the credits of a paused subscription.
  ///
  /// Credits that have ended don't come back before something is paid that lasts longer. A repeated
  /// pause says something new only if none is known, or if something was paid beyond it. It never
  /// reaches beyond what was paid.
  private static @Nullable Instant pausedAt(KnownFacts known) {
    Instant paid = paidUntil(known);
    Instant paused = null;
    for (Pause pause : known.pauses) {
      boolean isOver = isReached(paused, pause.arrivedAt());
      boolean goesOn = paused != null && !paid.isAfter(paused);
      if (pause.at() == null) {
        paused = isOver ? paused : null;
      } else if (!(goesOn && (isOver || pause.again()))) {
        paused = pause.again() && paid.isBefore(pause.at()) ? paid : pause.at();
      }
    }
    return paused;
  }

  private static Instant paidUntil(KnownFacts known) {
    Instant until = Instant.MIN;
    for (String item : items(known)) {
      Instant end = paidUntil(known, item);
      until = end.isAfter(until) ? end : until;
    }
    return until;
  }

  /// The end of the item's term that starts last.
  private static Instant paidUntil(KnownFacts known, String item) {
    return extended(known, item, endOfLast(known, item, Instant.MAX));
  }

  /// The first start of something else that was paid for a time after the end of this item.
  private static @Nullable Instant removedAt(KnownFacts known, String item, Instant end) {
    Instant first = null;
    for (Line line : known.lines) {
      boolean counts = !line.item().equals(item) && !line.start().isBefore(end);
      first = counts && (first == null || line.start().isBefore(first)) ? line.start() : first;
    }
    return first;
  }

  private String unpaid(KnownFacts known, String item, Instant end, Instant now) {
    Instant paidUntil = paidUntil(known, item);
    Instant grace = end.plus(GRACE);
    boolean failed = false;
    for (Failure failure : known.failures) {
      if (failure.start().isBefore(paidUntil)) {
        continue;
      }
      failed |= !failure.start().isAfter(now);
      Instant least = end.plus(MINIMUM_GRACE);
      least = failure.start().isAfter(least) ? failure.start() : least;
      grace = failure.last() && least.isBefore(grace) ? least : grace;
    }
    boolean shielded =
        !failed && parked.stream().anyMatch(since -> now.isBefore(since.plus(SHIELD)));
    if (!now.isBefore(grace) && !shielded) {
      return "frozen";
    }
    return failed ? "failed" : "in grace";
  }

  /// The end of a term, or later if a line of amount 0 starts while the term counts.
  private static Instant extended(KnownFacts known, String item, Instant end) {
    Instant extended = end;
    for (Free free : known.frees) {
      if (free.item().equals(item) && end.equals(endOfLast(known, item, free.start()))) {
        extended = free.end().isAfter(extended) ? free.end() : extended;
      }
    }
    return extended;
  }

  /// The end of the term that began last by `now`.
  private static @Nullable Instant endOfLast(KnownFacts known, String item, Instant now) {
    Line last = null;
    for (Line line : lines(known, item)) {
      boolean later =
          last == null
              || line.start().isAfter(last.start())
              || (line.start().equals(last.start()) && line.end().isAfter(last.end()));
      last = !line.start().isAfter(now) && later ? line : last;
    }
    return last == null ? null : last.end();
  }

  private static List<Line> lines(KnownFacts known, String item) {
    return known.lines.stream().filter(line -> line.item().equals(item)).toList();
  }

  /// The bucket as it was at `then`, without the credits drawn by `now`.
  private @Nullable Played play(
      String subscription, KnownFacts known, String item, Instant then, Instant now) {
    List<Line> lines = lines(known, item);
    List<Draw> out = new ArrayList<>();
    for (Draw draw : draws) {
      if (draw.subscription().equals(subscription) && draw.item().equals(item)) {
        out.add(draw);
      }
    }
    Played played = null;
    Instant next = next(lines, played, Instant.MIN);
    while (next != null && !next.isAfter(then)) {
      spend(played, out, next);
      boolean refills = played != null && next.equals(played.until) && next.isBefore(played.end);
      boolean begins = false;
      for (Line line : lines) {
        begins |= line.start().equals(next);
      }
      played = begins ? begin(known, lines, played, next, out) : played;
      if (!begins && refills && played != null) {
        open(known, lines, played, played.end, next);
      }
      next = next(lines, played, next);
    }
    spend(played, out, now.plusNanos(1));
    return played;
  }

  /// The next start of a line, or the end of the time of the last amount.
  private static @Nullable Instant next(List<Line> lines, @Nullable Played played, Instant after) {
    Instant next = null;
    for (Line line : lines) {
      boolean sooner = next == null || line.start().isBefore(next);
      next = line.start().isAfter(after) && sooner ? line.start() : next;
    }
    if (played != null && played.until.isAfter(after) && played.until.isBefore(played.end)) {
      next = next == null || played.until.isBefore(next) ? played.until : next;
    }
    return next;
  }

  private static void spend(@Nullable Played played, List<Draw> out, Instant before) {
    while (played != null && !out.isEmpty() && out.getFirst().at().isBefore(before)) {
      Draw draw = out.removeFirst();
      played.left -= draw.opened().isBefore(played.opened) ? 0 : draw.credits();
    }
  }

  private Played begin(
      KnownFacts known, List<Line> lines, @Nullable Played before, Instant now, List<Draw> out) {
    Instant end = now;
    for (Line line : lines) {
      end = line.start().equals(now) && line.end().isAfter(end) ? line.end() : end;
    }
    Line line = strongest(lines, end, now);
    Played played = before == null ? new Played(line) : before;
    boolean larger = line.unit() > played.unit && !line.price().equals(played.line.price());
    if (before == null || !now.isBefore(before.until)) {
      open(known, lines, played, end, now);
      // If the term is paid late, more may have been drawn from a refill at the same instant.
      spend(played, out, line.arrivedAt());
      played.left = Math.max(played.left, 0);
    } else if (line.credits() <= played.amount) {
      spend(played, out, line.arrivedAt());
      played.left = end.equals(played.end) ? played.left : Math.min(played.left, line.credits());
      played.line = line;
      played.end = end;
      played.unit = Math.max(played.unit, line.unit());
    } else if (upgradeResets && larger) {
      open(known, lines, played, end, now);
    } else {
      played.left += line.credits() - played.amount;
      played.granted += line.credits() - played.amount;
      played.amount = line.credits();
      played.unit = Math.max(played.unit, line.unit());
      played.line = line;
      played.end = end;
    }
    return played;
  }

  private static void open(
      KnownFacts known, List<Line> lines, Played played, Instant end, Instant now) {
    Line line = strongest(lines, end, now);
    played.line = line;
    played.amount = line.credits();
    played.unit = line.unit();
    played.granted = line.credits() + (played.begun.add(end) ? bonus(known, lines, end, now) : 0);
    played.left = played.granted;
    played.opened = now;
    played.end = end;
    played.until = line.monthly() ? refill(end, now) : end;
  }

  private static long bonus(KnownFacts known, List<Line> lines, Instant end, Instant now) {
    long bonus = 0;
    for (Line line : lines) {
      boolean first = known.lines.stream().noneMatch(one -> one.start().isBefore(line.start()));
      boolean counts = line.end().equals(end) && !line.start().isAfter(now) && !first;
      bonus = counts ? Math.max(bonus, line.bonus()) : bonus;
    }
    return bonus;
  }

  private static Line strongest(List<Line> lines, Instant end, Instant now) {
    Line strongest = null;
    for (Line line : lines) {
      if (line.end().equals(end) && !line.start().isAfter(now)) {
        strongest = strongest == null || isStronger(line, strongest) ? line : strongest;
      }
    }
    if (strongest == null) {
      throw new AssertionError("nothing has begun that ends at " + end);
    }
    return strongest;
  }

  private static boolean isStronger(Line line, Line other) {
    if (line.credits() != other.credits()) {
      return line.credits() > other.credits();
    }
    return line.start().equals(other.start())
        ? line.price().compareTo(other.price()) < 0
        : line.start().isBefore(other.start());
  }

  /// The next whole month before `end` after `now`.
  static Instant refill(Instant end, Instant now) {
    Instant refill = end;
    for (int months = 1; refill.isAfter(now); months++) {
      Instant earlier = end.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
      if (!earlier.isAfter(now)) {
        return refill;
      }
      refill = earlier;
    }
    return refill;
  }
}
