/// Payments for packs, and what became of them.
@NullMarked
package dev.drawdown.domain.payment;

import org.jspecify.annotations.NullMarked;
