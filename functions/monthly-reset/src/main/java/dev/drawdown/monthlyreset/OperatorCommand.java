package dev.drawdown.monthlyreset;

/// What an operator wants done about due times and the wallets that couldn't be advanced.
sealed interface OperatorCommand {
  record ListAll() implements OperatorCommand {}

  record Retry(String wallet) implements OperatorCommand {}

  record RetryAll() implements OperatorCommand {}

  record NoteAll() implements OperatorCommand {}
}
