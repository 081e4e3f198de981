package dev.drawdown.domain.simulation;

import dev.drawdown.domain.simulation.NaiveCharge.NaiveDraw;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state of an account in the naive model. It changes in place; the model copies it first.
final class NaiveState {
  private static final int[] LINES = {70, 90};

  record Line(long number, Instant at, String kind, long change, long balanceAfter) {}

  /// A manual change: its request, and its postings as `bucket number:change`.
  record Change(String asked, List<String> moved) {}

  final Numbers numbers;
  final NaiveMember member;
  final List<NaiveBucket> buckets = new ArrayList<>();
  final Map<String, NaiveCharge> charges = new HashMap<>();
  final Map<String, String> documents = new HashMap<>();
  final Map<String, Change> changes = new HashMap<>();
  final List<Line> ledger = new ArrayList<>();
  Instant at = Instant.EPOCH;
  boolean trialUsed;
  boolean exhausted;

  NaiveState(Numbers numbers) {
    this(numbers, new NaiveMember());
  }

  private NaiveState(Numbers numbers, NaiveMember member) {
    this.numbers = numbers;
    this.member = member;
  }

  NaiveState copy() {
    NaiveState copy = new NaiveState(numbers, member.copy());
    buckets.forEach(bucket -> copy.buckets.add(bucket.copy()));
    charges.forEach((key, charge) -> copy.charges.put(key, charge.copy()));
    copy.documents.putAll(documents);
    copy.changes.putAll(changes);
    copy.ledger.addAll(ledger);
    copy.at = at;
    copy.trialUsed = trialUsed;
    copy.exhausted = exhausted;
    return copy;
  }

  void advance(Instant now) {
    while (true) {
      NaiveBucket gift = nextGiftToExpire();
      NaiveBucket plan = first("plan");
      NaiveCharge hold = nextToExpire();
      boolean planIsDue = plan != null && !plan.until.isAfter(now);
      boolean holdIsDue = hold != null && !hold.expires.isAfter(now);
      boolean giftIsFirst =
          gift != null
              && !gift.until.isAfter(now)
              && !(planIsDue && plan.until.isBefore(gift.until))
              && !(holdIsDue && hold.expires.isBefore(gift.until));
      if (giftIsFirst) {
        buckets.remove(gift);
        if (gift.left > 0) {
          write(gift.until, "expiry", -gift.left);
        }
      } else if (planIsDue && (!holdIsDue || !plan.until.isAfter(hold.expires))) {
        endPeriod(plan);
      } else if (holdIsDue) {
        expire(hold);
      } else {
        return;
      }
    }
  }

  private void endPeriod(NaiveBucket plan) {
    Instant end = plan.until;
    boolean untouched = plan.left == plan.granted;
    if (plan.monthly && untouched && plan.granted == numbers.monthly().floorEntry(end).getValue()) {
      plan.until = nextMonth(end);
      plan.warned = 0;
      exhausted = false;
      return;
    }
    buckets.remove(plan);
    if (plan.left > 0) {
      write(end, "expiry", -plan.left);
    }
    grantMonth(end);
  }

  /// Everything that a first charge brings.
  void open(Instant now) {
    if (first("plan") == null && numbers.trialDays() > 0 && !trialUsed) {
      trialUsed = true;
      NaiveBucket trial = grant("plan", numbers.trialCredits(), now);
      trial.until = now.plusSeconds(numbers.trialDays() * 86_400L);
    }
    if (first("plan") == null) {
      grantMonth(now);
    }
    if (first("starter") == null && numbers.starter() > 0) {
      grant("starter", numbers.starter(), now);
    }
  }

  private void grantMonth(Instant now) {
    if (!numbers.monthly().isEmpty()) {
      NaiveBucket month = grant("plan", numbers.monthly().floorEntry(now).getValue(), now);
      month.until = nextMonth(now);
      month.monthly = true;
    }
  }

  NaiveBucket grant(String kind, long credits, Instant now) {
    NaiveBucket bucket = new NaiveBucket();
    bucket.kind = kind;
    bucket.number = ledger.size() + 1L;
    bucket.granted = credits;
    bucket.left = credits;
    bucket.since = now;
    buckets.add(bucket);
    exhausted = false;
    write(now, "grant", credits);
    return bucket;
  }

  /// All unexpired credits that operators granted.
  Stream<NaiveBucket> promotions() {
    return buckets.stream().filter(bucket -> bucket.kind.equals("promotional"));
  }

  private @Nullable NaiveBucket nextGiftToExpire() {
    return promotions()
        .filter(bucket -> bucket.until.isBefore(Instant.MAX))
        .min(Comparator.comparing(bucket -> bucket.until))
        .orElse(null);
  }

  /// Adds an operator's credits. Credits with one expiry are one bucket.
  String fill(String kind, long credits, Instant until, Instant now) {
    NaiveBucket filled =
        promotions().filter(bucket -> bucket.until.equals(until)).findFirst().orElse(null);
    if (filled == null) {
      filled = new NaiveBucket();
      filled.kind = "promotional";
      filled.number = ledger.size() + 1L;
      filled.since = now;
      filled.until = until;
      buckets.add(filled);
    }
    filled.granted += credits;
    filled.left += credits;
    exhausted = false;
    write(now, kind, credits);
    return filled.number + ":" + credits;
  }

  /// Takes the available credits, never from a pool.
  List<String> adjustDown(long credits, Instant now) {
    open(now);
    List<String> moved = new ArrayList<>();
    long missing = credits;
    for (NaiveBucket bucket : inOrder(new NaivePools())) {
      long part = Math.min(bucket.left, missing);
      if (part > 0) {
        bucket.left -= part;
        missing -= part;
        moved.add(bucket.number + ":" + -part);
      }
    }
    write(now, "adjustment", missing - credits);
    return moved;
  }

  /// All credits that it could spend.
  long spendable(NaivePools pools) {
    NaiveBucket memberAllowance = member.memberAllowance(pools);
    return total() + (memberAllowance == null ? 0 : memberAllowance.left);
  }

  List<NaiveDraw> draw(long cost, NaivePools pools) {
    List<NaiveDraw> draws = new ArrayList<>();
    for (NaiveBucket bucket : inOrder(pools)) {
      long part = Math.min(bucket.left, cost);
      if (part > 0) {
        bucket.left -= part;
        cost -= part;
        boolean pooled = bucket.kind.equals("pool");
        draws.add(
            pooled
                ? member.draw(bucket.number, part, pools)
                : new NaiveDraw("", bucket.number, part));
      }
    }
    return draws;
  }

  /// Expires a hold. The pool itself applies the return of its credits.
  private void expire(NaiveCharge hold) {
    end(hold, hold.expires, "expired", null);
    if (hold.parts == 0) {
      documents.values().removeIf(key -> charges.get(key) == hold);
    }
  }

  /// Ends a hold without a final capture: its uncaptured credits go back.
  void end(NaiveCharge hold, Instant now, String how, @Nullable NaivePools pools) {
    giveBack(hold, hold.after(hold.parts), now, "release", how, pools);
    if (hold.parts > 0) {
      hold.draws = hold.first(hold.parts);
      hold.status = "captured";
      hold.over = how;
    }
  }

  /// Frees the document of this charge, if it still keeps one.
  void free(String key) {
    documents.values().removeIf(key::equals);
  }

  void giveBack(
      NaiveCharge charge,
      List<NaiveDraw> draws,
      Instant now,
      String kind,
      String status,
      @Nullable NaivePools pools) {
    charge.status = status;
    charge.restored = 0;
    charge.expired = 0;
    long own = 0;
    for (NaiveDraw draw : draws) {
      long back = draw.isOwn() ? giveBack(draw) : member.giveBack(draw, pools);
      own += draw.isOwn() ? back : 0;
      charge.restored += back;
      charge.expired += draw.credits() - back;
    }
    write(now, kind, own);
  }

  private long giveBack(NaiveDraw draw) {
    NaiveBucket bucket = byNumber(draw.bucket());
    if (bucket == null) {
      return 0;
    }
    bucket.left += draw.credits();
    return draw.credits();
  }

  void warn(Instant now) {
    NaiveBucket allowance = first("plan") != null ? first("plan") : first("starter");
    for (int line = 0; allowance != null && line < LINES.length; line++) {
      boolean past = (allowance.granted - allowance.left) * 100 > allowance.granted * LINES[line];
      if (past && allowance.warned <= line) {
        allowance.warned = line + 1;
        write(now, "low", 0);
      }
    }
    if (total() == 0 && !exhausted) {
      exhausted = true;
      write(now, "exhausted", 0);
    }
  }

  void write(Instant now, String kind, long change) {
    at = now;
    ledger.add(new Line(ledger.size() + 1L, now, kind, change, total()));
  }

  long total() {
    return buckets.stream().mapToLong(bucket -> bucket.left).sum();
  }

  long held() {
    return with("held").mapToLong(charge -> charge.cost() - charge.parts).sum();
  }

  /// The account's own credits in open holds.
  long ownHeld() {
    return with("held").mapToLong(charge -> NaiveCharge.own(charge.after(charge.parts))).sum();
  }

  /// The account's own spent credits.
  long ownSpent() {
    return with("charged").mapToLong(NaiveCharge::own).sum()
        + with("captured").mapToLong(NaiveCharge::own).sum()
        + with("held").mapToLong(charge -> NaiveCharge.own(charge.first(charge.parts))).sum();
  }

  private Stream<NaiveCharge> with(String status) {
    return charges.values().stream().filter(charge -> charge.status.equals(status));
  }

  List<NaiveBucket> inOrder(NaivePools pools) {
    List<NaiveBucket> order = new ArrayList<>(buckets);
    order.removeIf(this::isSpentPack);
    NaiveBucket memberAllowance = member.memberAllowance(pools);
    if (memberAllowance != null) {
      order.add(memberAllowance);
    }
    order.sort(
        (one, two) -> {
          int kinds = numbers.drawOrder().indexOf(one.kind) - numbers.drawOrder().indexOf(two.kind);
          int ends = one.until.compareTo(two.until);
          int starts = one.since.compareTo(two.since);
          int ids = Long.compare(one.number, two.number);
          return kinds != 0 ? kinds : ends != 0 ? ends : starts != 0 ? starts : ids;
        });
    return order;
  }

  /// A used-up pack isn't shown, unless an open hold may return credits to it.
  private boolean isSpentPack(NaiveBucket bucket) {
    return bucket.kind.equals("top-up")
        && bucket.left == 0
        && charges.values().stream()
            .filter(charge -> charge.status.equals("held"))
            .flatMap(charge -> charge.after(charge.parts).stream())
            .noneMatch(draw -> draw.isOwn() && draw.bucket() == bucket.number);
  }

  @Nullable NaiveBucket first(String kind) {
    return buckets.stream().filter(bucket -> bucket.kind.equals(kind)).findFirst().orElse(null);
  }

  private @Nullable NaiveBucket byNumber(long number) {
    return buckets.stream().filter(bucket -> bucket.number == number).findFirst().orElse(null);
  }

  private @Nullable NaiveCharge nextToExpire() {
    NaiveCharge next = null;
    for (NaiveCharge charge : charges.values()) {
      boolean sooner =
          next == null
              || charge.expires.isBefore(next.expires)
              || (charge.expires.equals(next.expires) && charge.number < next.number);
      if (charge.status.equals("held") && sooner) {
        next = charge;
      }
    }
    return next;
  }

  private static Instant nextMonth(Instant instant) {
    return instant
        .atZone(ZoneOffset.UTC)
        .toLocalDate()
        .withDayOfMonth(1)
        .plusMonths(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
