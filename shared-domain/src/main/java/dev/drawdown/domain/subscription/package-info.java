/// The payment provider's ids of its subscriptions and events.
@NullMarked
package dev.drawdown.domain.subscription;

import org.jspecify.annotations.NullMarked;
