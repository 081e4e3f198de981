package dev.drawdown.client;

/// What became of the credits of work that failed.
public sealed interface Release {
  /// They are back, but for those that had lapsed meanwhile.
  record GivenBack(long restored, long lapsed) implements Release {}

  /// None were held.
  record NothingHeld() implements Release {}

  /// It could not be learned whether they are back. At the latest they are when `hold` expires,
  /// with nobody's help.
  record Unconfirmed(Charge hold, String detail) implements Release {}
}
