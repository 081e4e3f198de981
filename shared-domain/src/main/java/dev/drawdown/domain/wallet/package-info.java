/// What accounts and pools have, how it is drawn, and what the clock makes of it.
@NullMarked
package dev.drawdown.domain.wallet;

import org.jspecify.annotations.NullMarked;
