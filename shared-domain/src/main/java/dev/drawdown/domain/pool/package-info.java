/// Pools: the spread of paid credits over shards, members and their allowances. No other package
/// depends on shards.
@NullMarked
package dev.drawdown.domain.pool;

import org.jspecify.annotations.NullMarked;
