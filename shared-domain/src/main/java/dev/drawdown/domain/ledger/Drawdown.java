package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import java.util.ArrayList;
import java.util.List;

/// The draws of one charge on its buckets, in order.
///
/// A refund walks the same draws backwards. So the drawdown is recorded with the charge, and never
/// recomputed from today's buckets.
public record Drawdown(List<Draw> draws) {
  public static final Drawdown NOTHING = new Drawdown(List.of());

  public Drawdown {
    draws = List.copyOf(draws);
    if (draws.stream().map(Drawdown::origin).distinct().count() < draws.size()) {
      throw new IllegalArgumentException("a bucket is drawn twice: " + draws);
    }
  }

  private static Object origin(Draw draw) {
    return switch (draw) {
      case Draw.Own own -> own.bucket();
      case Draw.Pooled pooled -> List.of(pooled.wallet(), pooled.number());
    };
  }

  /// The draws from a pool.
  public List<Draw.Pooled> pooled() {
    return draws.stream()
        .filter(Draw.Pooled.class::isInstance)
        .map(Draw.Pooled.class::cast)
        .toList();
  }

  public Credits total() {
    return draws.stream().map(Draw::credits).reduce(Credits.NONE, Credits::plus);
  }

  /// The first `credits` of this drawdown. They stay taken when the rest, drawn last, is given
  /// back.
  public Drawdown first(Credits credits) {
    List<Draw> kept = new ArrayList<>();
    Credits wanted = credits;
    for (Draw draw : draws) {
      Credits part = draw.credits().min(wanted);
      if (!part.isNone()) {
        kept.add(draw.withCredits(part));
      }
      wanted = wanted.minus(part);
    }
    if (!wanted.isNone()) {
      throw new IllegalArgumentException("can't keep " + credits + " of " + total());
    }
    return new Drawdown(kept);
  }

  /// The draws to give back if only `kept`, the first part of this drawdown, stays taken.
  public Drawdown without(Drawdown kept) {
    List<Draw> rest = new ArrayList<>();
    for (int index = 0; index < draws.size(); index++) {
      Draw draw = draws.get(index);
      Credits stays = index < kept.draws.size() ? kept.draws.get(index).credits() : Credits.NONE;
      Credits part = draw.credits().minus(stays);
      if (!part.isNone()) {
        rest.add(draw.withCredits(part));
      }
    }
    return new Drawdown(rest);
  }
}
