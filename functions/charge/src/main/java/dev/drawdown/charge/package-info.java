/// Charges an action, or holds its credits.
@NullMarked
package dev.drawdown.charge;

import org.jspecify.annotations.NullMarked;
