/// Queues of messages, wherever they are kept.
@NullMarked
package dev.drawdown.adapters.queue;

import org.jspecify.annotations.NullMarked;
