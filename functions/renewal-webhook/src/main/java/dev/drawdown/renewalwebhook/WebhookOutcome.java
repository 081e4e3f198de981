package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.Owner;
import java.util.Optional;

/// What came of giving an event its effect.
public sealed interface WebhookOutcome {
  /// It is written, and this delivery is done with the event.
  record Given() implements WebhookOutcome {}

  /// All of it was known, or this very event was done before.
  record Known() implements WebhookOutcome {}

  /// The event is parked already, and waits for its operator.
  record Waiting() implements WebhookOutcome {}

  /// It is somebody else's, or of no interest.
  record Foreign() implements WebhookOutcome {}

  /// Nothing was written, for `reason`; `owner` is whose wallet it seems to be about.
  record Impossible(String reason, Optional<Owner> owner) implements WebhookOutcome {}
}
