/// The port to where wallets are kept, and how contention on it is outlasted.
@NullMarked
package dev.drawdown.adapters.store;

import org.jspecify.annotations.NullMarked;
