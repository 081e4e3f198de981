/// Gives a charge back, or releases a hold.
@NullMarked
package dev.drawdown.refund;

import org.jspecify.annotations.NullMarked;
