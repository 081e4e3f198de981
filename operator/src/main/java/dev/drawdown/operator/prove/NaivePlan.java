package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Paid;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The value of one subscription's paid lines, in plain arithmetic and without code of the domain.
/// A story's subscription has one item, and events arrive in order of time.
///
/// - A line that begins when the time of the last amount is over brings its whole amount, and the
///   rest expires. So does each month of a line that refills.
/// - A line that begins inside that time brings the difference, if it is worth more. If the catalog
///   says `reset` and the line's plan has a larger single unit than any plan of this time, it
///   brings its whole amount instead.
/// - A renewal adds the bonus, once.
final class NaivePlan {
  /// The state of its credits.
  enum State {
    /// No line has begun, or the subscription has ended.
    GONE,
    USABLE,
    FROZEN,
    /// Cancelled or paused.
    CLEARED
  }

  /// A step up inside the time of an amount. All credits of that time are `credits` for `cents`.
  /// The new line costs `listCents` a month, which buys `listCredits`. Cents are -1 if a price is
  /// unknown.
  record StepUp(
      Paid from,
      Paid to,
      boolean reset,
      long credits,
      long cents,
      long listCredits,
      long listCents) {
    /// Whether the credits cost less than the list price, if there is one.
    boolean isCheap() {
      return cents >= 0 && listCents > 0 && isCheaper(cents, credits, listCents, listCredits);
    }

    boolean isCheaperThan(StepUp other) {
      return isCheaper(cents, credits, other.cents, other.credits);
    }

    /// The list price of all its credits, in cents.
    long listPrice() {
      return product(listCents, credits).divide(BigInteger.valueOf(listCredits)).longValueExact();
    }

    /// Whether one credit costs less for `cents` than one of `otherCredits` for `otherCents`.
    private static boolean isCheaper(long cents, long credits, long otherCents, long otherCredits) {
      return product(cents, otherCredits).compareTo(product(otherCents, credits)) < 0;
    }

    /// The product of a price and an amount, which can both be too large for a `long`.
    private static BigInteger product(long cents, long credits) {
      return BigInteger.valueOf(cents).multiply(BigInteger.valueOf(credits));
    }
  }

  final String subscription;
  final boolean pool;
  private final boolean upgradeResets;
  private final List<Paid> lines = new ArrayList<>();
  private final Set<Instant> begun = new HashSet<>();
  private Optional<Paid> counting = Optional.empty();
  private long amount;
  private long unit;
  private long ceiling;
  private long spentBeforeReset;
  private long cents;
  private Instant until = Instant.MIN;
  private Instant end = Instant.MIN;
  private Optional<Instant> cancelAt = Optional.empty();
  private Optional<Instant> pauseAt = Optional.empty();
  private Optional<Instant> failedFrom = Optional.empty();
  private Optional<Instant> givenUpFrom = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  long granted;
  long left;

  /// The number of the current amount. A fresh amount gets a new number.
  int opening;

  NaivePlan(String subscription, boolean pool, boolean upgradeResets) {
    this.subscription = subscription;
    this.pool = pool;
    this.upgradeResets = upgradeResets;
  }

  NaivePlan copy() {
    NaivePlan copy = new NaivePlan(subscription, pool, upgradeResets);
    copy.lines.addAll(lines);
    copy.begun.addAll(begun);
    copy.counting = counting;
    copy.amount = amount;
    copy.unit = unit;
    copy.ceiling = ceiling;
    copy.spentBeforeReset = spentBeforeReset;
    copy.cents = cents;
    copy.until = until;
    copy.end = end;
    copy.cancelAt = cancelAt;
    copy.pauseAt = pauseAt;
    copy.failedFrom = failedFrom;
    copy.givenUpFrom = givenUpFrom;
    copy.endedAt = endedAt;
    copy.granted = granted;
    copy.left = left;
    copy.opening = opening;
    return copy;
  }

  /// Applies the payment of a line at `now`. Returns the step up that it made, if it made one.
  Optional<StepUp> paid(Paid line, Instant now) {
    lines.add(line);
    return line.start().isAfter(now) ? Optional.empty() : begin(line.start());
  }

  void failed(Instant start, boolean last) {
    failedFrom = Optional.of(start);
    givenUpFrom = last ? failedFrom : givenUpFrom;
  }

  void cancelling(Optional<Instant> at) {
    cancelAt = at;
  }

  /// A resume after the pause took effect brings nothing back. The next payment does.
  void pausing(Optional<Instant> at, Instant now) {
    boolean tooLate = pauseAt.filter(paused -> !now.isBefore(paused)).isPresent();
    pauseAt = at.isEmpty() && tooLate ? pauseAt : at;
  }

  void ended(Instant at) {
    endedAt = Optional.of(at);
  }

  /// The next instant after `now` at which a line begins or the amount is refilled. A line that has
  /// ended brings nothing.
  Optional<Instant> nextGrant(Instant now) {
    Optional<Instant> next = Optional.empty();
    if (endedAt.isPresent()) {
      return next;
    }
    for (Paid line : lines) {
      next = line.start().isAfter(now) ? earlier(next, line.start()) : next;
    }
    boolean refills = until.isAfter(now) && until.isBefore(end);
    return refills ? earlier(next, until) : next;
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
    return one.filter(at -> at.isBefore(other)).or(() -> Optional.of(other));
  }

  /// Applies the grant that [#nextGrant] announced for `now`.
  void grant(Instant now) {
    if (lines.stream().anyMatch(line -> line.start().equals(now))) {
      begin(now);
    } else if (stateAt(now) != State.GONE) {
      open(end, now);
    }
  }

  private Optional<StepUp> begin(Instant start) {
    Instant next =
        lines.stream()
            .filter(line -> line.start().equals(start))
            .map(Paid::end)
            .max(Instant::compareTo)
            .orElseThrow();
    if (counting.isEmpty() || !start.isBefore(until)) {
      open(next, start);
      cents = linePrice(start);
      return Optional.empty();
    }
    return change(next, start);
  }

  /// A line begins inside the time of the amount.
  private Optional<StepUp> change(Instant next, Instant start) {
    Paid before = counting();
    Paid line = strongest(next, start);
    long lineCents = linePrice(start);
    cents = cents < 0 || lineCents < 0 ? -1 : cents + lineCents;
    if (line.credits() <= amount) {
      carry(line);
      return Optional.empty();
    }
    boolean reset = upgradeResets && line.plan().credits() > unit;
    if (reset) {
      long spent = spentBeforeReset + granted - left;
      open(next, start);
      spentBeforeReset = spent;
    } else {
      long more = line.credits() - amount;
      left += more;
      granted += more;
      ceiling += more;
      amount = line.credits();
      counting = Optional.of(line);
      end = next;
    }
    unit = Math.max(unit, line.plan().credits());
    return Optional.of(
        new StepUp(
            before,
            line,
            reset,
            spentBeforeReset + granted,
            cents,
            line.credits(),
            line.plan().cents(line.units(), 1)));
  }

  /// The customer keeps the rest, up to the line's own amount.
  private void carry(Paid line) {
    if (!line.end().equals(end)) {
      ceiling = Math.min(ceiling, line.credits());
      left = Math.min(left, line.credits());
    }
    unit = Math.max(unit, line.plan().credits());
    counting = Optional.of(line);
    end = line.end();
  }

  private void open(Instant next, Instant now) {
    Paid line = strongest(next, now);
    boolean first = begun.add(next);
    amount = line.credits();
    unit = line.plan().credits();
    spentBeforeReset = 0;
    granted = amount + (first ? bonus(next, now) : 0);
    left = granted;
    ceiling = granted;
    counting = Optional.of(line);
    end = next;
    until = line.plan().monthly() ? refill(next, now) : next;
    opening++;
  }

  private long linePrice(Instant start) {
    long sum = 0;
    for (Paid line : lines) {
      sum = line.start().equals(start) && sum >= 0 ? sum(sum, line.cents()) : sum;
    }
    return sum;
  }

  private static long sum(long one, long other) {
    return other < 0 ? -1 : one + other;
  }

  private long bonus(Instant next, Instant now) {
    long bonus = 0;
    for (Paid line : lines) {
      boolean renews = line.billing() == StoryEvent.Billing.CYCLE && line.end().equals(next);
      boolean later = lines.stream().anyMatch(one -> one.start().isBefore(line.start()));
      boolean counts = renews && later && !line.start().isAfter(now);
      bonus = counts ? Math.max(bonus, line.plan().bonus()) : bonus;
    }
    return bonus;
  }

  private Paid strongest(Instant next, Instant now) {
    Optional<Paid> strongest = Optional.empty();
    for (Paid line : lines) {
      if (line.end().equals(next) && !line.start().isAfter(now)) {
        strongest =
            strongest
                .filter(known -> known.credits() >= line.credits())
                .or(() -> Optional.of(line));
      }
    }
    return strongest.orElseThrow();
  }

  private Paid counting() {
    return counting.orElseThrow();
  }

  /// The first instant after `now` that is a whole number of months before `next`.
  private static Instant refill(Instant next, Instant now) {
    Instant refill = next;
    for (int months = 1; months < 1_200; months++) {
      Instant earlier = next.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
      if (!earlier.isAfter(now)) {
        return refill;
      }
      refill = earlier;
    }
    return refill;
  }

  State stateAt(Instant now) {
    if (counting.isEmpty() || isReached(endedAt, now)) {
      return State.GONE;
    }
    if (isReached(clearedAt(), now)) {
      return State.CLEARED;
    }
    return now.isBefore(end) || now.isBefore(graceEnd()) ? State.USABLE : State.FROZEN;
  }

  /// When a cancellation or a pause clears the credits. A line that begins then or later cancels
  /// the clearing.
  private Optional<Instant> clearedAt() {
    Optional<Instant> first = Optional.empty();
    for (Optional<Instant> flag : List.of(cancelAt, pauseAt)) {
      boolean counts =
          flag.filter(at -> lines.stream().allMatch(line -> line.start().isBefore(at))).isPresent();
      first = counts ? earlier(first, flag.orElseThrow()) : first;
    }
    return first;
  }

  /// When the credits freeze if no payment arrives.
  Instant graceEnd() {
    PlanSold plan = counting().plan();
    Instant full = end.plus(plan.grace());
    Instant least = end.plus(plan.minimumGrace());
    Optional<Instant> lost = givenUpFrom.filter(start -> !start.isBefore(end));
    Instant early = lost.filter(start -> start.isAfter(least)).orElse(least);
    return lost.isPresent() && early.isBefore(full) ? early : full;
  }

  /// Whether this subscription protects the account from suspension for another subscription.
  boolean isAlive(Instant now) {
    boolean over = isReached(endedAt, now) || isReached(clearedAt(), now);
    return !over
        && (stateAt(now) == State.USABLE
            || lines.stream().anyMatch(line -> line.start().isAfter(now)));
  }

  boolean isPastDue(Instant now) {
    return stateAt(now) == State.FROZEN && !isAlive(now);
  }

  /// When the rest expires, for the order of draws.
  Instant expiry() {
    return until.isBefore(end) ? until : end;
  }

  Instant end() {
    return end;
  }

  /// Gives credits back to amount number `of`. If that amount is over, they expire.
  void giveBack(int of, long credits, Instant now) {
    if (of == opening && stateAt(now) != State.GONE) {
      left = Math.min(left + credits, ceiling);
    }
  }

  /// Whether credits that go back to amount number `of` expire.
  boolean isOver(int of) {
    return of != opening || endedAt.isPresent();
  }

  /// Adds its relevant part to a state's hash.
  void addTo(StateHash hash) {
    hash.add(subscription).add(endedAt.isPresent() ? 1 : 0);
    if (endedAt.isPresent()) {
      return;
    }
    hash.add(amount).add(unit).add(ceiling).add(left).add(until).add(end);
    hash.add(cancelAt).add(pauseAt).add(failedFrom).add(givenUpFrom);
    for (Paid line : lines) {
      hash.add(line.start()).add(line.end()).add(line.price()).add(line.units());
    }
  }

  private static boolean isReached(Optional<Instant> at, Instant now) {
    return at.filter(instant -> !now.isBefore(instant)).isPresent();
  }
}
