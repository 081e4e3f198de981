/// Runs work that costs credits: held before it starts, paid when it succeeds, given back when it
/// doesn't. Start reading at [dev.drawdown.client.DrawdownClient].
@NullMarked
package dev.drawdown.client;

import org.jspecify.annotations.NullMarked;
