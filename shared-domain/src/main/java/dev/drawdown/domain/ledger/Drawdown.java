package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import java.util.ArrayList;
import java.util.List;

/// How one charge was spread over buckets, in the order in which they were drawn.
///
/// Giving back walks the same draws backwards, so this is recorded with the charge and never
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

  /// The draws on a pool.
  public List<Draw.Pooled> pooled() {
    return draws.stream()
        .filter(Draw.Pooled.class::isInstance)
        .map(Draw.Pooled.class::cast)
        .toList();
  }

  public Credits total() {
    return draws.stream().map(Draw::credits).reduce(Credits.NONE, Credits::plus);
  }

  /// The first `credits` of it: what stays taken when the rest is given back, last drawn first.
  public Drawdown first(Credits credits) {
    List<Draw> kept = new ArrayList<>();
    Credits wanted = credits;
    for (Draw draw : draws) {
      Credits part = draw.credits().min(wanted);
      if (!part.isNone()) {
        kept.add(draw.of(part));
      }
      wanted = wanted.minus(part);
    }
    if (!wanted.isNone()) {
      throw new IllegalArgumentException("can't keep " + credits + " of " + total());
    }
    return new Drawdown(kept);
  }

  /// What is given back where only `kept`, the first part of this, stays taken.
  public Drawdown without(Drawdown kept) {
    List<Draw> rest = new ArrayList<>();
    for (int index = 0; index < draws.size(); index++) {
      Draw draw = draws.get(index);
      Credits stays = index < kept.draws.size() ? kept.draws.get(index).credits() : Credits.NONE;
      Credits part = draw.credits().minus(stays);
      if (!part.isNone()) {
        rest.add(draw.of(part));
      }
    }
    return new Drawdown(rest);
  }
}
