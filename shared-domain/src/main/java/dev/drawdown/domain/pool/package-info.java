/// Pools: how what was paid for is spread over shards, what a member may draw of it, and who is a
/// member. No other package knows that there are shards.
@NullMarked
package dev.drawdown.domain.pool;

import org.jspecify.annotations.NullMarked;
