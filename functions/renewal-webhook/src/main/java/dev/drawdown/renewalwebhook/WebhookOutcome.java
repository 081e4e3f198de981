package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.Owner;
import java.util.Optional;

/// The outcome of applying an event.
public sealed interface WebhookOutcome {
  /// This delivery wrote the effect, and the event is done.
  record Applied() implements WebhookOutcome {}

  /// Everything in it was known, or this very event was done before.
  record AlreadyApplied() implements WebhookOutcome {}

  /// The event is parked already, and waits for an operator.
  record AlreadyParked() implements WebhookOutcome {}

  /// It belongs to another product, or needs no action.
  record Ignored() implements WebhookOutcome {}

  /// Nothing was written, for `reason`. `owner` is the owner that the event seems to concern.
  record Unprocessable(String reason, Optional<Owner> owner) implements WebhookOutcome {}

  /// Whether nothing is left to do. If not, an operator must act.
  default boolean isDone() {
    return isKnown() || this instanceof Ignored;
  }

  /// Whether the service knows the effect of the event.
  default boolean isKnown() {
    return this instanceof Applied || this instanceof AlreadyApplied;
  }
}
