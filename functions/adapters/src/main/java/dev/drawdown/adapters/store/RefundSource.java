package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the state for a refund: that of any decision about a charge, and the written expiry
/// entries of its hold.
public record RefundSource(SituationSource charge, Expiries expiries) implements Source<Situation> {
  public static RefundSource of(Stores stores, AccountId account, ChargeId charge) {
    return new RefundSource(
        new SituationSource(stores.accounts(), account, charge, Optional.empty()),
        new Expiries(stores.wallets(), stores.ledgers()));
  }

  @Override
  public Situation load() {
    return withExpiries(charge.load());
  }

  private Situation withExpiries(Situation found) {
    Map<WalletId, Long> written = found.writtenExpiries();
    if (written.isEmpty()) {
      return found;
    }
    return found
        .underKey()
        .flatMap(Charge::held)
        .map(held -> found.with(expiries.of(written, held.expiresAt())))
        .orElse(found);
  }

  /// If a hold is gone without an expiry entry, another request captured or released it after the
  /// charge was read.
  @Override
  public boolean isTorn(Situation found) {
    return charge.isTorn(found)
        || !found.expiries().keySet().containsAll(found.writtenExpiries().keySet());
  }

  @Override
  public Optional<Situation> with(Situation old, Stale stale) {
    return charge.with(old, stale).map(this::withExpiries);
  }

  @Override
  public Optional<Situation> elsewhere(Situation old, Set<WalletId> contended) {
    return charge.elsewhere(old, contended);
  }

  @Override
  public boolean confirms(Decision refusal, Situation again, Situation earlier) {
    return charge.confirms(refusal, again, earlier);
  }
}
