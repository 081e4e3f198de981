package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import java.util.Optional;

/// What a charge, a capture or a refund is decided on.
public record SituationSource(
    Store store, AccountId account, ChargeId charge, Optional<DocumentKey> document)
    implements Source<Situation> {
  @Override
  public Situation load() {
    return store.load(account, Optional.of(charge), document);
  }

  @Override
  public Optional<Situation> with(Situation old, Stale stale) {
    if (stale.documentChanged()) {
      return Optional.empty();
    }
    return Optional.of(
        new Situation(
            stale.wallet(old.wallet().id()).orElse(old.wallet()),
            stale.charge().or(old::underKey),
            old.onDocument()));
  }

  /// The wallet may have moved on: what was said of the one read earlier was true then.
  @Override
  public boolean confirms(Situation again, Situation earlier) {
    return again.underKey().equals(earlier.underKey())
        && again.onDocument().equals(earlier.onDocument());
  }
}
