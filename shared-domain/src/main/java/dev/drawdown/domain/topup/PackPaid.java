package dev.drawdown.domain.topup;

import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.PackId;
import java.util.OptionalLong;

/// A pack was paid for, as whoever asks for it says.
///
/// What was sold in a checkout is credited whoever bought it; otherwise the catalog may ask for a
/// plan. `amount`, taxes and discounts included, is what was paid in the currency's minor unit,
/// where that is known; otherwise the catalog's price is taken for it.
public record PackPaid(PaymentId payment, PackId pack, boolean checkedOut, OptionalLong amount) {
  public PackPaid(PaymentId payment, PackId pack, boolean checkedOut) {
    this(payment, pack, checkedOut, OptionalLong.empty());
  }
}
