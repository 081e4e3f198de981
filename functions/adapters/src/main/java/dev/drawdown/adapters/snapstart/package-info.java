/// What a function does before Lambda takes the snapshot that it is restored from.
@NullMarked
package dev.drawdown.adapters.snapstart;

import org.jspecify.annotations.NullMarked;
