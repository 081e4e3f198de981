/// Paid plans: how they begin, renew, upgrade and end, and what happens without a payment.
@NullMarked
package dev.drawdown.domain.renewal;

import org.jspecify.annotations.NullMarked;
