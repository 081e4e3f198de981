/// Plays the payment provider: makes the events that it would send.
@NullMarked
package dev.drawdown.local.stripe;

import org.jspecify.annotations.NullMarked;
