/// Publishes events: every entry of every ledger becomes an event on the bus.
@NullMarked
package dev.drawdown.publishing;

import org.jspecify.annotations.NullMarked;
