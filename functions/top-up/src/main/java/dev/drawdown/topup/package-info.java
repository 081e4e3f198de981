/// Credits paid packs and terms of plans.
@NullMarked
package dev.drawdown.topup;

import org.jspecify.annotations.NullMarked;
