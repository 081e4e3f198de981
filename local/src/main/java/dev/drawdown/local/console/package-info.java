/// The tools for developers: the endpoints under `/__dev`, and the text that the service prints at
/// its start.
@NullMarked
package dev.drawdown.local.console;

import org.jspecify.annotations.NullMarked;
