package dev.drawdown.client;

import org.jspecify.annotations.Nullable;

/// Everything that can come of a [MeteredCall], but for an exception of the work itself.
///
/// An exception of the work is thrown on as it is, after its credits were given back.
public sealed interface Metered<T extends @Nullable Object> {
  /// The work was done. `payment` says what became of its credits.
  record Completed<T extends @Nullable Object>(T value, Payment payment) implements Metered<T> {}

  /// The work took longer than its timeout and was interrupted. Nobody pays for it.
  record TimedOut<T extends @Nullable Object>(Release release) implements Metered<T> {}

  /// The work was not started.
  record Refused<T extends @Nullable Object>(Refusal refusal) implements Metered<T> {}
}
