/// The port to the bus on which others learn what happened.
@NullMarked
package dev.drawdown.adapters.bus;

import org.jspecify.annotations.NullMarked;
