/// Gives credits and corrects balances by hand.
@NullMarked
package dev.drawdown.manualchange;

import org.jspecify.annotations.NullMarked;
