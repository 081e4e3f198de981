package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;

/// A plan's bucket in a wallet: the bucket as the facts last required it, and its remaining
/// credits.
///
/// A term that carried on with at most its own amount took `clipped` credits away. So the drawn
/// credits are `granted - remaining - clipped`.
public record PlanBucket(PaidBucket paid, Credits remaining, Credits clipped) {
  public PlanBucket {
    if (!paid.granted().covers(remaining.plus(clipped))) {
      throw new IllegalArgumentException(
          "a bucket of "
              + paid.granted()
              + " can't have "
              + remaining
              + " left and "
              + clipped
              + " clipped");
    }
  }

  /// A bucket without draws.
  static PlanBucket opened(PaidBucket due) {
    return drawn(due, Credits.NONE, Credits.NONE);
  }

  /// The bucket that `due` requires, with `drawn` credits drawn from it and `clipped` credits taken
  /// away.
  ///
  /// Drawn credits stay drawn. If they exceed the credits that the facts now grant, none are left.
  static PlanBucket drawn(PaidBucket due, Credits drawn, Credits clipped) {
    Credits stillClipped = clipped.min(due.granted().minus(due.ceiling()));
    Credits spent = drawn.min(due.granted()).plus(stillClipped).min(due.granted());
    Credits remaining = due.granted().minus(spent).min(due.ceiling());
    Credits gone = drawn.min(due.granted().minus(remaining));
    return new PlanBucket(due, remaining, due.granted().minus(remaining).minus(gone));
  }

  public PaidBucket.Name name() {
    return paid.name();
  }

  public Credits drawn() {
    return paid.granted().minus(remaining).minus(clipped);
  }

  /// This bucket with `left` credits, in any state.
  public PlanBucket withRemaining(Credits left) {
    return new PlanBucket(paid, left, clipped);
  }

  /// The part of returned `credits` that stays. A term that carried on has at most its own amount.
  public Credits keepable(Credits credits) {
    return credits.min(paid.ceiling().minus(remaining));
  }

  /// This bucket with drawn `credits` returned.
  ///
  /// The bucket clips credits that it can't keep. Late facts may grant less than was drawn. Then
  /// the bucket gets back at most its granted credits.
  public PlanBucket givenBack(Credits credits) {
    Credits back = credits.min(drawn());
    Credits kept = keepable(back);
    return new PlanBucket(paid, remaining.plus(kept), clipped.plus(back.minus(kept)));
  }

  /// This part of a bucket together with another one.
  public PlanBucket plus(PlanBucket part) {
    return new PlanBucket(
        paid.plus(part.paid), remaining.plus(part.remaining), clipped.plus(part.clipped));
  }
}
