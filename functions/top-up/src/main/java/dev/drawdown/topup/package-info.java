/// Credits packs and terms of plans that were paid for.
@NullMarked
package dev.drawdown.topup;

import org.jspecify.annotations.NullMarked;
