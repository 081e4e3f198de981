/// The port to queues of messages.
@NullMarked
package dev.drawdown.adapters.queue;

import org.jspecify.annotations.NullMarked;
