package dev.drawdown.client;

/// What is owed for work that may run: exactly one of its methods is called, when the work is over.
///
/// Neither throws. A result that was worked for isn't lost to a failure to pay for it.
sealed interface Bill permits OpenHold, Settled {
  /// The work was done.
  Payment pay();

  /// The work was not done.
  Release drop(String reason);
}
