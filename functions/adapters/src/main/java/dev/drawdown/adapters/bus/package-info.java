/// The port to the bus that delivers events to consumers.
@NullMarked
package dev.drawdown.adapters.bus;

import org.jspecify.annotations.NullMarked;
