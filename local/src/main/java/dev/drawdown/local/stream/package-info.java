/// Calls functions by events, as AWS does: from the stream of the table, the schedule and the
/// queue. The event bus and the clock are here, too.
@NullMarked
package dev.drawdown.local.stream;

import org.jspecify.annotations.NullMarked;
