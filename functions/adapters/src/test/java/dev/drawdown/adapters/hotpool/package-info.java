/// Many members on one pool at once.
@NullMarked
package dev.drawdown.adapters.hotpool;

import org.jspecify.annotations.NullMarked;
