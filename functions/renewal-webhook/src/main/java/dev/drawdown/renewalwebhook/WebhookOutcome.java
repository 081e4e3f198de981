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

  /// This delivery stored the event, which has no effect unless a later event gives it one: it is
  /// the refund of a payment that bought no pack, at least for now.
  record Noted() implements WebhookOutcome {}

  /// It belongs to another product, or needs no action.
  record Ignored() implements WebhookOutcome {}

  /// Nothing was written, for `reason`. `owner` is the owner that the event seems to concern.
  record Unprocessable(String reason, Optional<Owner> owner) implements WebhookOutcome {}

  /// Whether an operator has nothing left to do.
  default boolean needsNoOperator() {
    return isRecorded() || this instanceof Ignored;
  }

  /// Whether the service has stored everything that the event says, so the event is done.
  default boolean isRecorded() {
    return switch (this) {
      case Applied _, AlreadyApplied _, Noted _ -> true;
      case AlreadyParked _, Ignored _, Unprocessable _ -> false;
    };
  }
}
