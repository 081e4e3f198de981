package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;

/// What an operator wants published, forgotten, or to know.
sealed interface OperatorCommand {
  record ListParked() implements OperatorCommand {}

  record Publish(LedgerRange entries) implements OperatorCommand {}

  record PublishParked() implements OperatorCommand {}

  record Drop(LedgerRange parked) implements OperatorCommand {}
}
