package dev.drawdown.client;

/// Whether work may run.
sealed interface Opening {
  record MayRun(Bill bill) implements Opening {}

  record Refused(Refusal refusal) implements Opening {}
}
