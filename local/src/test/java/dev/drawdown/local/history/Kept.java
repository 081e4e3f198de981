package dev.drawdown.local.history;

import java.util.Locale;

/// A charge in a model: the requested credits, whether it is a hold, and its current status.
record Kept(long credits, boolean hold, Status status) {
  enum Status {
    CHARGED,
    HELD,
    CAPTURED,
    RELEASED,
    REFUNDED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The outcome of a capture, a release or a refund: the charge as it is now, or a refusal.
  sealed interface Outcome {
    record Now(Kept charge) implements Outcome {}

    record Refused(String code) implements Outcome {}
  }

  static Kept charged(long credits) {
    return new Kept(credits, false, Status.CHARGED);
  }

  static Kept held(long credits) {
    return new Kept(credits, true, Status.HELD);
  }

  boolean hasRequestOf(Kept other) {
    return credits == other.credits && hold == other.hold;
  }

  /// The credits that it has taken and not given back.
  long taken() {
    return switch (status) {
      case CHARGED, HELD, CAPTURED -> credits;
      case RELEASED, REFUNDED -> 0;
    };
  }

  /// The part of the taken credits that isn't final.
  long open() {
    return status == Status.HELD ? credits : 0;
  }

  Outcome capture() {
    return switch (status) {
      case HELD, CAPTURED -> now(Status.CAPTURED);
      case RELEASED -> new Outcome.Refused("hold-released");
      case CHARGED -> new Outcome.Refused("not-a-hold");
      case REFUNDED -> new Outcome.Refused(hold ? "already-captured" : "not-a-hold");
    };
  }

  /// A refund of a charge, or the release of a hold.
  Outcome refund() {
    return switch (status) {
      case CHARGED, CAPTURED, REFUNDED -> now(Status.REFUNDED);
      case HELD, RELEASED -> now(Status.RELEASED);
    };
  }

  private Outcome now(Status changed) {
    return new Outcome.Now(new Kept(credits, hold, changed));
  }
}
