package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A charge of the naive model. `held` is what it took at first, `draws` what it has taken, and
/// `restored` and `expired` what giving it back came to.
///
/// `parts` is how much of a hold was captured while it was open. Where `over` says that such a hold
/// was `released` or `expired`, it is captured for its parts, and isn't final yet.
final class NaiveCharge {
  /// From the bucket of that number or, where `pool` names one, from that period of the pool.
  record NaiveDraw(String pool, long bucket, long credits) {
    boolean isOwn() {
      return pool.isEmpty();
    }

    NaiveDraw of(long part) {
      return new NaiveDraw(pool, bucket, part);
    }

    @Override
    public String toString() {
      return (isOwn() ? bucket : "pool") + ":" + credits;
    }
  }

  String request = "";
  String status = "";
  boolean isHold;
  long held;
  long parts;
  String over = "";
  Instant opened = Instant.MIN;
  long number;
  Instant expires = Instant.MAX;
  List<NaiveDraw> draws = List.of();
  long restored;
  long expired;

  long cost() {
    return draws.stream().mapToLong(NaiveDraw::credits).sum();
  }

  /// What it has taken of the account's own.
  long own() {
    return own(draws);
  }

  static long own(List<NaiveDraw> some) {
    return some.stream().filter(NaiveDraw::isOwn).mapToLong(NaiveDraw::credits).sum();
  }

  /// The first `credits` of what it took.
  List<NaiveDraw> first(long credits) {
    return between(0, credits);
  }

  /// What it took after the first `credits`.
  List<NaiveDraw> after(long credits) {
    return between(credits, Long.MAX_VALUE);
  }

  List<NaiveDraw> between(long from, long to) {
    List<NaiveDraw> some = new ArrayList<>();
    long start = 0;
    for (NaiveDraw draw : draws) {
      long end = start + draw.credits();
      long part = Math.min(end, to) - Math.max(start, from);
      if (part > 0) {
        some.add(draw.of(part));
      }
      start = end;
    }
    return some;
  }

  boolean isPooled() {
    return draws.stream().anyMatch(draw -> !draw.isOwn());
  }

  NaiveCharge copy() {
    NaiveCharge copy = new NaiveCharge();
    copy.request = request;
    copy.status = status;
    copy.isHold = isHold;
    copy.held = held;
    copy.parts = parts;
    copy.over = over;
    copy.opened = opened;
    copy.number = number;
    copy.expires = expires;
    copy.draws = draws;
    copy.restored = restored;
    copy.expired = expired;
    return copy;
  }
}
