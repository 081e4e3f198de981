package dev.drawdown.domain.topup;

import dev.drawdown.domain.catalog.PackId;
import dev.drawdown.domain.payment.PaymentId;

/// A pack was paid for, as whoever asks for it says.
///
/// What was sold in a checkout is credited whoever bought it; otherwise the catalog may ask for a
/// plan.
public record PackPaid(PaymentId payment, PackId pack, boolean checkedOut) {}
