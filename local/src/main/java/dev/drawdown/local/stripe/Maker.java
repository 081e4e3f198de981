package dev.drawdown.local.stripe;

import java.time.Instant;

/// How what an event of one type is about is made, `now` in whole seconds.
@FunctionalInterface
interface Maker {
  Made make(Order order, Instant now);
}
