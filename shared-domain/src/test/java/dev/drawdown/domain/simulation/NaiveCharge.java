package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.List;

/// A charge of the naive model. `held` is what it took at first, `draws` what it has taken, and
/// `restored` and `expired` what giving it back came to.
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
    return draws.stream().filter(NaiveDraw::isOwn).mapToLong(NaiveDraw::credits).sum();
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
    copy.number = number;
    copy.expires = expires;
    copy.draws = draws;
    copy.restored = restored;
    copy.expired = expired;
    return copy;
  }
}
