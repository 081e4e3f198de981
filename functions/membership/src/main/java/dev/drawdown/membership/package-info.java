/// Lets accounts into pools and out of them.
@NullMarked
package dev.drawdown.membership;

import org.jspecify.annotations.NullMarked;
