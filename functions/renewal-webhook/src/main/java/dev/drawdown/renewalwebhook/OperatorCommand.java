package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.subscription.ProviderEventId;

/// What an operator wants done about parked events.
sealed interface OperatorCommand {
  record ListAll() implements OperatorCommand {}

  record Replay(ProviderEventId event) implements OperatorCommand {}

  record ReplayAll() implements OperatorCommand {}

  record Drop(ProviderEventId event, String reason) implements OperatorCommand {}
}
