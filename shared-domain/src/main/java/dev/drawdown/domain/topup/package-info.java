/// Packs: bought once per payment, taken back with it.
@NullMarked
package dev.drawdown.domain.topup;

import org.jspecify.annotations.NullMarked;
