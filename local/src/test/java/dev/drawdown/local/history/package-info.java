/// Records concurrent histories at a running service, and checks whether they are linearizable.
@NullMarked
package dev.drawdown.local.history;

import org.jspecify.annotations.NullMarked;
