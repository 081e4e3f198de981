package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;

/// A plan's bucket as a wallet has it: what the facts last made of it, and what is left.
///
/// `clipped` is what a term that carried on with at most its own amount took away. So what was
/// drawn is `granted - remaining - clipped`.
public record HeldBucket(PaidBucket paid, Credits remaining, Credits clipped) {
  public HeldBucket {
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

  /// A bucket from which nothing was drawn.
  static HeldBucket opened(PaidBucket due) {
    return drawn(due, Credits.NONE, Credits.NONE);
  }

  /// The bucket that `due` asks for, when `drawn` was drawn from it and `clipped` was taken off.
  ///
  /// What was drawn stays drawn. If more was drawn than the facts now grant, nothing is left.
  static HeldBucket drawn(PaidBucket due, Credits drawn, Credits clipped) {
    Credits stillClipped = clipped.min(due.granted().minus(due.ceiling()));
    Credits spent = drawn.min(due.granted()).plus(stillClipped).min(due.granted());
    Credits remaining = due.granted().minus(spent).min(due.ceiling());
    Credits gone = drawn.min(due.granted().minus(remaining));
    return new HeldBucket(due, remaining, due.granted().minus(remaining).minus(gone));
  }

  public PaidBucket.Name name() {
    return paid.name();
  }

  /// What can be drawn now.
  public Credits usable() {
    return paid.state().isUsable() ? remaining : Credits.NONE;
  }

  public Credits drawn() {
    return paid.granted().minus(remaining).minus(clipped);
  }

  /// This bucket with `left` in it, whatever its state.
  public HeldBucket withRemaining(Credits left) {
    return new HeldBucket(paid, left, clipped);
  }

  /// The part of `credits`, coming back, that stays: a term that carried on with what was left has
  /// at most its own amount.
  public Credits keepable(Credits credits) {
    return credits.min(paid.ceiling().minus(remaining));
  }

  /// This bucket once `credits` that were drawn are back. What it can't keep is clipped. A bucket
  /// that was granted less than was drawn from it, as late facts may say, gets back no more than it
  /// was granted.
  public HeldBucket givenBack(Credits credits) {
    Credits back = credits.min(drawn());
    Credits kept = keepable(back);
    return new HeldBucket(paid, remaining.plus(kept), clipped.plus(back.minus(kept)));
  }

  /// This part of a bucket together with another one.
  public HeldBucket plus(HeldBucket part) {
    return new HeldBucket(
        paid.plus(part.paid), remaining.plus(part.remaining), clipped.plus(part.clipped));
  }
}
