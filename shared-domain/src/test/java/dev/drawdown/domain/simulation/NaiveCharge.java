package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A charge of the naive model.
///
/// `held` is its first drawdown, `draws` its current one. `restored` and `expired` count returned
/// credits. `parts` counts the credits captured while the hold was open. `over` is `released` or
/// `expired` if such a hold has ended: it is captured for its parts, but isn't final yet.
final class NaiveCharge {
  /// A draw from the bucket with this number. With `pool`, it is from that period of the pool.
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

  /// The credits that it took from the account's own buckets.
  long own() {
    return own(draws);
  }

  static long own(List<NaiveDraw> some) {
    return some.stream().filter(NaiveDraw::isOwn).mapToLong(NaiveDraw::credits).sum();
  }

  /// The first `credits` of its draws.
  List<NaiveDraw> first(long credits) {
    return between(0, credits);
  }

  /// Its draws after the first `credits`.
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
