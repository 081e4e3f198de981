package dev.drawdown.adapters.store;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Optional;

/// What came of one try to commit.
public sealed interface Outcome {
  /// It is written, by this try or an earlier one with the same token.
  record Committed() implements Outcome {}

  /// Somebody else was first: a condition failed and nothing was written. What the store holds
  /// instead came along, as far as it was the condition that failed; `documentChanged` says that
  /// the document is kept by another charge than was read.
  record Stale(Optional<Wallet> wallet, Optional<Charge> charge, boolean documentChanged)
      implements Outcome {}

  /// Another transaction is under way on the same items, or the table is throttled. Nothing was
  /// written; the same may be tried again.
  record Contended(String reason) implements Outcome {}

  /// The answer was lost. Only trying again with the same token tells whether it is written.
  record Unknown(RuntimeException cause) implements Outcome {}
}
