package dev.drawdown.domain.commit;

import java.util.List;

/// A decision, with the transactions that must commit before the caller gets the answer.
public interface Decision {
  /// The transactions, in the order in which they must commit. A refusal, or an answer that changes
  /// nothing, has none.
  default List<Commit> commits() {
    return List.of();
  }

  /// Whether a second reading must confirm this decision before the caller gets it.
  ///
  /// Conditions protect a decision that commits something. A refusal or a replay commits nothing. A
  /// wallet and a charge, read one moment apart, may together show a state that never existed: the
  /// credits are gone, but the charge that took them isn't there yet. Or the credits of a refund
  /// are back, but the charge isn't refunded yet.
  default boolean needsSecondReading() {
    return false;
  }

  /// Whether the second reading must find the account's whole pool unchanged. A decision that rests
  /// on the whole pool needs this, because the pool's parts were read at different instants.
  default boolean restsOnWholePool() {
    return false;
  }
}
