package dev.drawdown.client;

import org.jspecify.annotations.Nullable;

/// The result of a [MeteredCall].
///
/// An exception of the work isn't a result: the client gives the credits back and rethrows it.
public sealed interface Metered<T extends @Nullable Object> {
  /// The work returned `value`. `payment` is the outcome for its credits.
  record Completed<T extends @Nullable Object>(T value, Payment payment) implements Metered<T> {}

  /// The work took longer than its timeout and was interrupted. It costs nothing.
  record TimedOut<T extends @Nullable Object>(Release release) implements Metered<T> {}

  /// The work was not started.
  record Refused<T extends @Nullable Object>(Refusal refusal) implements Metered<T> {}

  /// The outcome for the credits of work that returned.
  sealed interface Payment {
    /// The credits were captured. Show `note` to the user.
    record Captured(Charge charge, Balance balance, Note note) implements Payment {}

    /// The action costs nothing.
    record Free() implements Payment {}

    /// An earlier charge paid: for the same document, or for this very operation, which its caller
    /// repeats because the result was lost.
    record PaidBefore(Charge first) implements Payment {}

    /// The client doesn't know whether the credits were captured. If not, they return when `hold`
    /// expires.
    record Unconfirmed(Charge hold, String detail) implements Payment {}

    /// The credits could not be captured, for instance because `hold` had expired. `code` is the
    /// service's.
    record Uncollected(Charge hold, String code, String detail) implements Payment {}

    /// The service gave no answer, and the client may fail open. Nothing is charged: if a hold was
    /// opened nevertheless, it expires by itself.
    record Unmetered(Refusal.Unavailable reason) implements Payment {}
  }

  /// The outcome for the credits of work that failed.
  sealed interface Release {
    /// `restored` credits are back. `expired` credits expired with their bucket.
    record GivenBack(long restored, long expired) implements Release {}

    /// No credits were held.
    record NothingHeld() implements Release {}

    /// The client doesn't know whether the credits are back. They return when `hold` expires.
    record Unconfirmed(Charge hold, String detail) implements Release {}
  }

  /// The small credit note after an action, in words and in numbers: the used credits and those
  /// that are left.
  record Note(String text, long used, long left) {
    static Note of(JsonObject body) {
      return new Note(body.text("text"), body.number("used"), body.number("left"));
    }
  }
}
