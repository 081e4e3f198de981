package dev.drawdown.client;

/// What became of the credits of work that was done.
public sealed interface Payment {
  /// The credits were taken; `note` is what to show.
  record Captured(Charge charge, Balance balance, Note note) implements Payment {}

  /// The action costs nothing.
  record Free() implements Payment {}

  /// Paid by an earlier charge: of the same document, or of this very operation, which its caller
  /// runs again since the result was lost.
  record PaidBefore(Charge first) implements Payment {}

  /// It could not be learned whether the credits were taken. If they weren't, they come back when
  /// `hold` expires.
  record Unconfirmed(Charge hold, String detail) implements Payment {}

  /// The credits could not be taken, for instance since `hold` had expired: `code` is the
  /// service's.
  record Uncollected(Charge hold, String code, String detail) implements Payment {}

  /// The service could not be asked, and the client was told to go ahead. Nothing is taken: should
  /// a hold have been opened after all, it expires by itself.
  record Unmetered(Refusal.Unavailable reason) implements Payment {}
}
