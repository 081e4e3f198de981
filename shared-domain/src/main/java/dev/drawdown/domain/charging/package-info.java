/// May this action run, and from which buckets is it paid: charge, hold, capture, refund, quote.
@NullMarked
package dev.drawdown.domain.charging;

import org.jspecify.annotations.NullMarked;
