/// Reads: balances, charges, quotes, ledgers and the catalog.
@NullMarked
package dev.drawdown.reading;

import org.jspecify.annotations.NullMarked;
