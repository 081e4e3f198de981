/// Runs work that costs credits: held before it starts, captured when it succeeds, given back when
/// it fails. Start reading at [dev.drawdown.client.DrawdownClient].
@NullMarked
package dev.drawdown.client;

import org.jspecify.annotations.NullMarked;
