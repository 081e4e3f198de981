/// Concurrent histories that are recorded at a running service, and whether they are linearizable.
@NullMarked
package dev.drawdown.local.history;

import org.jspecify.annotations.NullMarked;
