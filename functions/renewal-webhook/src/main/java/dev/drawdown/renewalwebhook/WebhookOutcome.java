package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.Owner;
import java.util.Optional;

/// The outcome of giving an event its effect.
public sealed interface WebhookOutcome {
  /// This delivery wrote the effect, and the event is done.
  record Given() implements WebhookOutcome {}

  /// All of it was known, or this very event was done before.
  record Known() implements WebhookOutcome {}

  /// The event is parked already, and waits for an operator.
  record Waiting() implements WebhookOutcome {}

  /// It is somebody else's, or of no interest.
  record Foreign() implements WebhookOutcome {}

  /// Nothing was written, for `reason`; `owner` is whose wallet it seems to be about.
  record Impossible(String reason, Optional<Owner> owner) implements WebhookOutcome {}
}
