/// Looks every five minutes for wallets with due changes, and writes those changes.
@NullMarked
package dev.drawdown.monthlyreset;

import org.jspecify.annotations.NullMarked;
