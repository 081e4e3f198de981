/// The work of a function before Lambda takes its snapshot.
@NullMarked
package dev.drawdown.adapters.snapstart;

import org.jspecify.annotations.NullMarked;
