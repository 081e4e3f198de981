/// Calls functions with events, as AWS does: from the table's stream, the schedule and the queue.
/// The event bus and the clock are here, too.
@NullMarked
package dev.drawdown.local.stream;

import org.jspecify.annotations.NullMarked;
