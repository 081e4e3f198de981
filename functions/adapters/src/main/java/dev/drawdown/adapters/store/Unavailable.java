package dev.drawdown.adapters.store;

import org.jspecify.annotations.Nullable;

/// The store couldn't be used in time. `isOutcomeKnown` says whether it is certain that no credits
/// were taken.
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeKnown;

  private Unavailable(String message, boolean outcomeKnown, @Nullable Throwable cause) {
    super(message, cause);
    this.outcomeKnown = outcomeKnown;
  }

  /// Contention outlasted the deadline; no credits were taken.
  public static Unavailable busy(String reason) {
    return new Unavailable("contention outlasted the deadline: " + reason, true, null);
  }

  /// The answer to a write was lost, so it isn't known whether credits were taken.
  public static Unavailable outcomeUnknown(Throwable cause) {
    return new Unavailable("the answer to a write was lost", false, cause);
  }

  public boolean isOutcomeKnown() {
    return outcomeKnown;
  }
}
