package dev.drawdown.domain.topup;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.PackId;
import java.util.OptionalLong;

/// What a payment was credited as: whose pack, which bucket of theirs, and for how much money, in
/// the currency's minor unit.
///
/// A reversal is told without the payment's total, and is a part of `paid`. Where neither a
/// checkout nor the catalog's price said how much it was, no part can be taken.
public record Credited(
    AccountId owner, PackId pack, long bucket, Credits credits, OptionalLong paid) {
  public Credited {
    if (paid.isPresent() && paid.getAsLong() < 1) {
      throw new IllegalArgumentException("a payment is of something: " + paid);
    }
  }
}
