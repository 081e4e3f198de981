package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.topup.TopUpSituation;

/// What a pack is credited on, from a store.
public record TopUpSource(Payments payments, AccountId owner, PaymentId payment)
    implements Source<TopUpSituation> {
  @Override
  public TopUpSituation load() {
    return payments.topUp(owner, payment);
  }

  /// The wallet may have moved on: what was said of the one read earlier was true then.
  @Override
  public boolean confirms(Decision told, TopUpSituation again, TopUpSituation earlier) {
    return again.payment().equals(earlier.payment());
  }
}
