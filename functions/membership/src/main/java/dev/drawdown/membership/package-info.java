/// Adds accounts to pools and removes them.
@NullMarked
package dev.drawdown.membership;

import org.jspecify.annotations.NullMarked;
