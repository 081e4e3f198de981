/// Looks every five minutes for wallets in which something has fallen due, and writes it down.
@NullMarked
package dev.drawdown.monthlyreset;

import org.jspecify.annotations.NullMarked;
