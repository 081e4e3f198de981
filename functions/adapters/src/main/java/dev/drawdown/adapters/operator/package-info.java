/// The command lines of those who look after what functions have parked.
@NullMarked
package dev.drawdown.adapters.operator;

import org.jspecify.annotations.NullMarked;
