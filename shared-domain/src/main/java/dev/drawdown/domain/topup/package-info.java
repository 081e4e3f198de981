/// Packs: credited once per payment, clawed back with it.
@NullMarked
package dev.drawdown.domain.topup;

import org.jspecify.annotations.NullMarked;
