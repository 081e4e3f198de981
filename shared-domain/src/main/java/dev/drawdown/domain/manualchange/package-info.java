/// Credits that operators give and correct by hand.
@NullMarked
package dev.drawdown.domain.manualchange;

import org.jspecify.annotations.NullMarked;
