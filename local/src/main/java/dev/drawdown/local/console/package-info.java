/// What only developers get: the endpoints under `/__dev`, and the text that the start prints.
@NullMarked
package dev.drawdown.local.console;

import org.jspecify.annotations.NullMarked;
