package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Optional;
import java.util.Set;

/// Where what a decision rests on comes from, at first and again.
@FunctionalInterface
public interface Source<S> {
  /// What is stored now.
  S load();

  /// Whether the items in `found` belong to different versions: they aren't read at one instant.
  /// Then they are read again before anything is decided.
  default boolean isTorn(S found) {
    return false;
  }

  /// What is stored now as far as failed conditions brought it along, or nothing where that isn't
  /// enough to decide on.
  default Optional<S> with(S old, Stale stale) {
    return Optional.empty();
  }

  /// The same as it was read, to be decided on so that it keeps away from `contended`, if that can
  /// be.
  default Optional<S> elsewhere(S old, Set<WalletId> contended) {
    return Optional.empty();
  }

  /// Whether what the refusal `told` rests on was found `again` as it was `earlier`.
  default boolean confirms(Decision told, S again, S earlier) {
    return again.equals(earlier);
  }
}
