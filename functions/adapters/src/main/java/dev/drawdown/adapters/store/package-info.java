/// The ports to the stores, and the retries that outlast contention on them.
@NullMarked
package dev.drawdown.adapters.store;

import org.jspecify.annotations.NullMarked;
