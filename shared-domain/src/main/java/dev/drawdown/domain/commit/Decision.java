package dev.drawdown.domain.commit;

import java.util.List;

/// What was decided, and what must be committed before it may be told to anyone.
public interface Decision {
  /// To be committed one after the other; nothing for a refusal or an answer that changes nothing.
  default List<Commit> commits() {
    return List.of();
  }

  /// Whether a second reading must find the same before this is told to anyone.
  ///
  /// What is committed is checked by its conditions. A refusal has none, and a wallet and a charge
  /// that are read a moment apart may say together what was never true: that the credits are gone,
  /// while the charge that took them isn't there yet.
  default boolean needsSecondReading() {
    return false;
  }

  /// Whether that reading must find the whole of the account's pool unchanged. It must where all
  /// that the pool holds decided: its parts were read at different instants.
  default boolean restsOnWholePool() {
    return false;
  }
}
