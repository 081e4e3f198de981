/// The wallets of accounts and pools, the order in which charges draw from them, and the effects of
/// time.
@NullMarked
package dev.drawdown.domain.wallet;

import org.jspecify.annotations.NullMarked;
